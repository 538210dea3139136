package org.tiendo.producer.spool;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.tiendo.producer.FailureAdvice;

/**
 * What a failed delivery means for a report in the spool. No failure loses one: those of the line pass by themselves,
 * those of credentials, rights, set-up or clock wait for somebody, and a report that Kafka will never take as it is makes
 * room for the others.
 */
final class KafkaFailures {
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;

    private final FailureAdvice advice;

    KafkaFailures(FailureAdvice advice) {
        this.advice = advice;
    }

    /**
     * Whether Kafka's client may go on failing after the cause is mended, as it does once it was not allowed to write at
     * all.
     */
    static boolean lasts(Throwable failure) {
        return !(failure instanceof RetriableException
                || failure instanceof SerializationException
                || failure instanceof RecordTooLargeException
                || failure instanceof InvalidTimestampException
                || failure instanceof InvalidRecordException);
    }

    Delivery judge(Throwable failure) {
        String whatToDo = advice.adviseOn(failure);
        if (isBecauseOf(failure, RecordTooLargeException.class)) {
            return new Delivery.Held(whatToDo);
        }
        if (isBecauseOf(failure, AuthenticationException.class)
                || isBecauseOf(failure, AuthorizationException.class)
                || isBecauseOf(failure, InvalidTimestampException.class)
                || isBecauseOf(failure, UnknownTopicOrPartitionException.class)) {
            return new Delivery.Later(Delivery.Pace.SLOWLY, whatToDo);
        }
        if (failure instanceof SerializationException) {
            return judgeEncoding(failure, whatToDo);
        }
        return new Delivery.Later(Delivery.Pace.SOON, whatToDo);
    }

    /** The registry may be out of reach or lack the schema; otherwise it is the report that cannot be encoded. */
    private static Delivery judgeEncoding(Throwable failure, String whatToDo) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException answer) {
                boolean passes = answer.getStatus() >= SERVER_ERROR
                        || answer.getStatus() == TOO_MANY
                        || answer.getStatus() == TIMED_OUT;
                return new Delivery.Later(passes ? Delivery.Pace.SOON : Delivery.Pace.SLOWLY, whatToDo);
            }
            if (cause instanceof IOException) {
                return new Delivery.Later(Delivery.Pace.SOON, whatToDo);
            }
        }
        return new Delivery.Held(whatToDo);
    }

    private static boolean isBecauseOf(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
