package org.tiendo.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The business calendar: a day begins at midnight in Vietnam, whatever zone the machine is in. */
public final class BusinessTime {
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private BusinessTime() {}

    /** The business day that holds an instant. */
    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /** The first instant of a business day. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
