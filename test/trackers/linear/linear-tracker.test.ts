import { describeTrackerContract } from '../contract.ts';
import { startLinearHarness } from './linear-harness.ts';

describeTrackerContract('The Linear adapter', () => startLinearHarness());
