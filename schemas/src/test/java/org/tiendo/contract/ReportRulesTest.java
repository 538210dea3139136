package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class ReportRulesTest {
    /** 23:30 on 30 June in Vietnam. */
    private static final Instant RECEIVED = Instant.parse("2025-06-30T16:30:00Z");

    private static final LocalDate TODAY = LocalDate.of(2025, 6, 30);

    /** One mistake for each refusal, in the order of the checks. */
    private static final List<Mistake> MISTAKES = List.of(
            new Mistake(RefusalCode.BAD_ID, report -> report.setReportId("a b")),
            new Mistake(RefusalCode.KEY_MISMATCH, report -> report.setTaskId("t-2")),
            new Mistake(RefusalCode.PERCENT_OUT_OF_RANGE, report -> report.setPercent(101)),
            new Mistake(RefusalCode.NEGATIVE_FIGURE, report -> report.setDenominator(-1L)),
            new Mistake(
                    RefusalCode.NUMERATOR_ABOVE_DENOMINATOR,
                    report -> report.setNumerator(7L).setDenominator(6L)),
            new Mistake(
                    RefusalCode.FIGURE_TOO_LARGE,
                    report -> report.setNumerator(1L).setDenominator(ReportRules.LARGEST_FIGURE + 1)),
            new Mistake(RefusalCode.FUTURE_DATED, report -> report.setAsOf(TODAY.plusDays(2))));

    private record Mistake(RefusalCode code, Consumer<ProgressReport.Builder> make) {}

    @Test
    void aSoundReportPasses() {
        // Then
        assertThat(check(sound())).isEmpty();
    }

    @Test
    void everyMistakeIsRefusedByItsName() {
        for (Mistake mistake : MISTAKES) {
            // Given
            ProgressReport.Builder report = sound();

            // When
            mistake.make().accept(report);

            // Then
            assertThat(check(report)).contains(mistake.code());
        }
    }

    @Test
    void ofSeveralMistakesTheFirstInTheOrderOfChecksIsNamed() {
        ForAll.cases(300, random -> {
            // Given: any mistakes, but one in the figures at most: they overwrite one another
            List<Integer> figures = List.of(3, 4, 5);
            int figure = figures.get(random.nextInt(figures.size()));
            List<Integer> chosen = IntStream.range(0, MISTAKES.size())
                    .filter(i -> random.nextBoolean() && (i == figure || !figures.contains(i)))
                    .boxed()
                    .toList();
            ProgressReport.Builder report = sound();
            chosen.forEach(i -> MISTAKES.get(i).make().accept(report));

            // When
            Optional<RefusalCode> refusal = check(report);

            // Then
            assertThat(refusal)
                    .isEqualTo(
                            chosen.stream().findFirst().map(i -> MISTAKES.get(i).code()));
        });
    }

    @ParameterizedTest
    @CsvSource({"-1,false", "0,true", "100,true", "101,false"})
    void percentGoesFromZeroToAHundred(int percent, boolean sound) {
        // Then
        assertThat(check(sound().setPercent(percent)).isEmpty()).isEqualTo(sound);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,",
        "5,5,",
        "6,5,NUMERATOR_ABOVE_DENOMINATOR",
        "-1,5,NEGATIVE_FIGURE",
        "5,-1,NEGATIVE_FIGURE",
        "-1,,NEGATIVE_FIGURE",
        ",-1,NEGATIVE_FIGURE",
        "7,,",
        ",7,",
        "1000000000000000,,",
        "1000000000000001,,FIGURE_TOO_LARGE",
        "1,1000000000000001,FIGURE_TOO_LARGE",
        "9223372036854775807,9223372036854775807,FIGURE_TOO_LARGE"
    })
    void figuresAreCountsAndTheNumeratorIsNotAboveTheDenominator(Long numerator, Long denominator, RefusalCode code) {
        // Then
        assertThat(check(sound().setNumerator(numerator).setDenominator(denominator)))
                .isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void figuresMaySpeakOfTomorrowAtMost() {
        // Then
        assertThat(check(sound().setAsOf(TODAY.plusDays(1)))).isEmpty();
        assertThat(check(sound().setAsOf(TODAY.plusDays(2)))).contains(RefusalCode.FUTURE_DATED);
        assertThat(check(sound().setAsOf(LocalDate.of(1990, 1, 1)))).isEmpty();
    }

    @Test
    void theDayIsTheOneInVietnam() {
        // Given: 00:30 on 1 July in Vietnam, still 30 June in UTC
        Instant justAfterMidnight = Instant.parse("2025-06-30T17:30:00Z");

        // Then
        assertThat(ReportRules.check(sound().setAsOf(LocalDate.of(2025, 7, 2)).build(), "t-1", justAfterMidnight))
                .isEmpty();
    }

    @Test
    void aReportMayBeMadeUpToADayAfterItWasReceived() {
        // Then
        assertThat(check(sound().setReportedAt(RECEIVED.plusSeconds(86_400)))).isEmpty();
        assertThat(check(sound().setReportedAt(RECEIVED.plusSeconds(86_400).plusMillis(1))))
                .contains(RefusalCode.FUTURE_DATED);
    }

    @Test
    void aRecordWithoutAKeyDoesNotMatch() {
        // Then
        assertThat(ReportRules.check(sound().build(), null, RECEIVED)).contains(RefusalCode.KEY_MISMATCH);
    }

    @Test
    void everyIdIsChecked() {
        // Then
        assertThat(check(sound().setUnitId(""))).contains(RefusalCode.BAD_ID);
        assertThat(check(sound().setTaskId("t|1"))).contains(RefusalCode.BAD_ID);
        assertThat(check(sound().setWithdraws("r/1"))).contains(RefusalCode.BAD_ID);
        assertThat(check(sound().setWithdraws("r-0"))).isEmpty();
    }

    @Test
    void everyRefusalSaysWhatToDoInBothLanguages() {
        for (RefusalCode code : RefusalCode.values()) {
            // Then
            assertThat(code.messageVi()).isNotBlank().endsWith(".");
            assertThat(code.messageEn()).isNotBlank().endsWith(".").isNotEqualTo(code.messageVi());
        }
    }

    private static Optional<RefusalCode> check(ProgressReport.Builder report) {
        return ReportRules.check(report.build(), "t-1", RECEIVED);
    }

    private static ProgressReport.Builder sound() {
        TrustedClasses.addContracts();
        return ProgressReport.newBuilder()
                .setReportId("r-1")
                .setTaskId("t-1")
                .setUnitId("u-1")
                .setStatus(Status.IN_PROGRESS)
                .setAsOf(TODAY)
                .setReportedAt(RECEIVED);
    }
}
