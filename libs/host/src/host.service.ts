import { Inject, Injectable } from '@nestjs/common';

import { TillbridgeError } from '@tillbridge/domain';
import { Egress } from '@tillbridge/egress';
import { TokenSource } from '@tillbridge/oauth';
import type { Log, Meters } from '@tillbridge/observability';
import { CauseError, type Connector, type OAuth2Description } from '@tillbridge/plugin-kit';
import { PluginRegistry, allowedOrigins, checkPluginSettings, stubCause } from '@tillbridge/registry';
import type { ConnectionSettings } from '@tillbridge/settings';

import { foreign } from './requests/answer-cause.js';
import type { Timing } from './clock.js';
import { ConnectorCalls } from './connector-calls.js';
import { branded } from './defect.js';
import type { HostLimits } from './limits.js';
import type { ConnectionContext } from './connection-context.js';
import { Pacing } from './requests/pacing.js';
import { PosClock } from './requests/pos-clock.js';

export type HostedConnection = Pick<ConnectionSettings, 'id' | 'connector' | 'settings'>;

/** By what clock and with how much patience the host works. */
export interface HostTerms {
  readonly timing: Timing;
  readonly limits: HostLimits;
  readonly meters?: Meters;
  readonly log?: Log;
}

export const HOST_TERMS = Symbol('HostTerms');

/** Opens connections to their POS. */
@Injectable()
export class HostService {
  /** Shared by all calls of a connection: the POS counts requests by account, whoever in this process sends them. */
  private readonly shared = new Map<string, Pick<ConnectionContext, 'pacing' | 'posClock'>>();

  constructor(
    private readonly registry: PluginRegistry,
    private readonly egress: Egress,
    private readonly tokens: TokenSource,
    @Inject(HOST_TERMS) private readonly terms: HostTerms,
  ) {}

  /** The same host with other tokens: those of a candidate, before they become the connection's own. */
  withTokens(tokens: TokenSource): HostService {
    return new HostService(this.registry, this.egress, tokens, this.terms);
  }

  /**
   * Loads the connector and checks the connection's settings; nothing is sent yet.
   *
   * @throws TillbridgeError `plugin.*` where the connector or its settings cannot be used
   * @throws CauseError `connector.not_implemented`, `link.foreign`, `plugin.defect`
   */
  async open(connection: HostedConnection): Promise<ConnectorCalls> {
    const { manifest, made: connector } = await this.registry.connector(connection.connector);
    const { settings, problems } = checkPluginSettings(manifest, connection.settings);
    const [first, ...rest] = problems.map(({ problem }) => problem);
    if (first !== undefined) throw new TillbridgeError([first, ...rest]);

    const origins = allowedOrigins(manifest, settings);
    const authorization = authorizationOf(connector, settings, manifest.id);
    // Looked at after `authorization`: a connector that refuses by itself names the better remedy.
    const stub = stubCause(manifest);
    if (stub !== null) throw new CauseError(stub);
    // The client secret and the refresh token are sent to this address.
    if (!origins.has(URL.parse(authorization.tokenUrl)?.origin ?? '')) throw foreign(authorization.tokenUrl, origins);

    return new ConnectorCalls({
      owner: { connection: connection.id, authorization },
      scopes: (await this.tokens.grantedScopes(connection.id)) ?? authorization.scopes,
      manifest,
      connector,
      settings,
      origins,
      egress: this.egress,
      tokens: this.tokens,
      ...this.terms,
      ...this.sharedBy(connection.id, manifest.rate),
    });
  }

  private sharedBy(
    connection: string,
    rate: ConnectionContext['manifest']['rate'],
  ): Pick<ConnectionContext, 'pacing' | 'posClock'> {
    const known = this.shared.get(connection);
    if (known !== undefined) return known;
    const made = { pacing: new Pacing(rate, this.terms.timing), posClock: new PosClock() };
    this.shared.set(connection, made);
    return made;
  }
}

function authorizationOf(
  connector: Connector,
  settings: ConnectionContext['settings'],
  plugin: string,
): OAuth2Description {
  try {
    return connector.authorization(settings);
  } catch (error) {
    throw branded(error, plugin, new AbortController().signal);
  }
}
