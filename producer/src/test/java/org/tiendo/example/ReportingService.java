package org.tiendo.example;

import java.nio.file.Path;
import java.time.LocalDate;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.SendResult;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/** Reports that a decree was issued: the example of {@link ProgressReporter} and of docs/offline.md. */
public final class ReportingService {
    private ReportingService() {}

    /** Says in one line what became of the report. */
    public static String report(Connection connection, Path directory) {
        try (ProgressReporter reporter = ProgressReporter.builder()
                .connection(connection)
                .spool(directory)
                .build()) {
            ProgressReport report = reporter.newReport(
                            "lam-dong-city.t-081", "lam-dong-city.ban-to-chuc", Status.DONE, LocalDate.of(2024, 12, 20))
                    .setNote("Đã ban hành")
                    .build();
            SendResult result = reporter.send(report).join();
            if (result instanceof SendResult.Accepted accepted) {
                return "Sent as " + accepted.reportId();
            } else if (result instanceof SendResult.Spooled spooled) {
                return "Safe on this machine, goes out by itself: " + spooled.reason();
            } else if (result instanceof SendResult.Refused refused) {
                return refused.code().messageVi();
            } else {
                return ((SendResult.Failed) result).whatToDo();
            }
        }
    }
}
