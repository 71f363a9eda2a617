"""Who answers: offline by default, a mock for tests, real AI when the dreamer names one."""
