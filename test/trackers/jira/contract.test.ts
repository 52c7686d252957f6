import { describeTrackerContract } from '../contract.ts';
import { startJiraHarness } from './jira-harness.ts';

describeTrackerContract('The Jira Cloud adapter', startJiraHarness);
