package org.tiendo.embedded.live;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The app stops and starts in the middle of a stream of reports. */
class RestartLiveTest {
    @Test
    void aRestartAmidReportsChangesNoAnswer() {
        try (LiveStack stack = LiveStack.start("restart")) {
            ReportStream stream = new ReportStream();
            DisturbedRun run = new DisturbedRun();
            stack.replay(run.sent(stream.setUp()));
            for (boolean stateIsLost : new boolean[] {false, true, false}) {
                // Given
                stack.replay(run.sent(stream.reports(400)));
                // When
                stack.stopApp();
                if (stateIsLost) {
                    stack.deleteState();
                }
                stack.replay(run.sent(stream.reports(100)));
                stack.startApp();
                stack.replay(run.sent(stream.reports(100)));
            }
            stack.replay(run.sent(List.of(stream.tick("2025-03-20T02:00:00Z"))));
            // Then
            stack.awaitReceived(run.reports());
            run.verify(stack.api());
        }
    }
}
