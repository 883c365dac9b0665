import { describe, expect, it } from '@jest/globals';
import { readUpTo } from './covered-to.js';

const cover = (from: number, to: number) => ({ from, to, asOf: to });

describe('up to when a shop was read', () => {
  it('is unknown when it never was', () => {
    expect(readUpTo([], undefined, 100)).toBeNull();
  });

  it('is the end of what was read without a gap', () => {
    expect(readUpTo([cover(90, 120), cover(120, 150)], { from: 10, to: 150 }, 100)).toBe(150);
  });

  it('is the start of a gap that a later read by hand left behind', () => {
    expect(readUpTo([cover(90, 120), cover(140, 150)], { from: 90, to: 150 }, 100)).toBe(120);
  });

  it('is where the look begins when the gap began before', () => {
    expect(readUpTo([cover(140, 150)], { from: 10, to: 150 }, 100)).toBe(100);
  });

  it('is the last end when nothing recent was read', () => {
    expect(readUpTo([], { from: 10, to: 60 }, 100)).toBe(60);
  });

  it('is unknown where the first read of all was broken off, which begins with the newest days', () => {
    expect(readUpTo([cover(130, 150)], { from: 130, to: 150 }, 100)).toBeNull();
  });

  it('is its end where the first read of all reached as far back as one does', () => {
    expect(readUpTo([cover(100, 150)], { from: 100, to: 150 }, 100)).toBe(150);
  });
});
