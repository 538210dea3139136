package org.tiendo.example;

import java.util.Set;
import org.tiendo.producer.Connection;
import org.tiendo.producer.alerts.AlertConsumer;
import org.tiendo.producer.alerts.AlertKind;
import org.tiendo.producer.alerts.AlertSubscription;
import org.tiendo.producer.alerts.AlertText;
import org.tiendo.producer.alerts.ReceivedAlert;
import org.tiendo.v1.TaskAlert;

/** Tells units of their overdue tasks: the example of docs/alerts.md. */
public final class AlertingService {
    /** Where the team keeps its messages: a table whose primary key is the step. */
    public interface Outbox {
        /** Adds a message, unless there is one for this step. */
        void addOnce(String step, String recipient, String text);
    }

    private final Outbox outbox;

    public AlertingService(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Runs until the process is told to end. */
    public void run(Connection connection) {
        AlertSubscription overdue =
                AlertSubscription.ofGroup("district-alerting").of(Set.of(AlertKind.OVERDUE));
        try (AlertConsumer consumer = new AlertConsumer(connection, overdue)) {
            Thread runner = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, runner)));
            consumer.run(this::tell);
        }
    }

    /** Waits, so that what was told is committed and the group knows that this member leaves. */
    private static void stop(AlertConsumer consumer, Thread runner) {
        consumer.stop();
        try {
            runner.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** May be called twice for one step; an exception means "again later". */
    void tell(ReceivedAlert received) {
        TaskAlert alert = received.alert();
        String recipient = alert.getEscalatedTo() == null ? alert.getUnitId() : alert.getEscalatedTo();
        outbox.addOnce(received.step(), recipient, AlertText.line(received));
    }
}
