/** A local calendar date, `YYYY-MM-DD`. */
export type LocalDate = string;

/** An IANA zone name or a legacy alias of one, such as `America/Toronto` or `US/Pacific`. */
export type TimeZone = string;
