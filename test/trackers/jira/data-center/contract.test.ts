import { describeTrackerContract } from '../../contract.ts';
import { startDataCenterHarness } from './data-center-harness.ts';

describeTrackerContract('The Jira Data Center adapter', startDataCenterHarness);
