export { startSimulator } from './simulator.js';
export type { Simulator, SimulatorOptions } from './simulator.js';
export type { Truth, TruthCell } from './truth/truth.js';
export type { Scenario } from './scenarios/scenario.js';
export type { ScenarioChoice } from './scenarios/choose.js';
export { saleKinds, shiftKinds } from './till/facts.js';
export type { SaleKind, ShiftKind } from './till/facts.js';
