package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Cell;

class IndicatorsApiTest {
    private static final Cell ONLINE = new Cell.IndicatorCell("online");

    private final ServedApi api = new ServedApi();

    @BeforeEach
    void threeLevels() {
        api.reads.unit("province", null);
        api.reads.unit("district", "province");
        api.reads.unit("commune", "district");
        api.reads.indicators.put("online", Samples.share("online"));
        api.reads.plans.put("p1", Samples.plan("p1"));
        api.reads.add("province", ONLINE, Samples.reporters(1, 1, 1_973, 10_000));
        api.reads.add("district", ONLINE, Samples.reporters(1, 1, 7_184, 10_000));
        api.reads.add("commune", ONLINE, Samples.reporters(2, 1, 9_849, 10_000));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anIndicatorIsPooledOverTheSubtree() {
        // When
        JsonNode rows = api.json("/units/district/indicators").path("rows");

        // Then
        assertThat(rows.toString())
                .isEqualTo("[{\"indicatorId\":\"online\",\"planId\":\"p1\",\"categoryId\":\"online-services\","
                        + "\"measure\":\"SHARE\",\"numerator\":17033,\"denominator\":20000,\"percent\":85.17,"
                        + "\"minimum\":80.00,\"stretch\":90.00,\"due\":\"2025-12-31\",\"verdict\":\"MET_MINIMUM\","
                        + "\"provisional\":true,\"unitsExpected\":3,\"unitsReported\":2}]");
    }

    @Test
    void theChildrenOfAnIndicatorAddUpToItsTotal() {
        // When
        JsonNode answer = api.json("/indicators/online?unit=province&by=child");

        // Then
        assertThat(answer.at("/rows/0/key").asText()).isEqualTo("self");
        assertThat(answer.at("/rows/0/numerator").asLong()).isEqualTo(1_973);
        assertThat(answer.at("/rows/1/key").asText()).isEqualTo("district");
        assertThat(answer.at("/rows/1/numerator").asLong()).isEqualTo(17_033);
        assertThat(answer.at("/total/numerator").asLong()).isEqualTo(19_006);
        assertThat(answer.at("/total/verdict").asText()).isEqualTo("ON_TRACK");
        assertThat(answer.at("/indicator/nameVi").asText()).isEqualTo("Hồ sơ trực tuyến");
        assertThat(answer.path("unit").asText()).isEqualTo("province");
    }

    @Test
    void anIndicatorOfOneUnitIsOneRow() {
        // When
        JsonNode answer = api.json("/indicators/online?unit=commune");

        // Then
        assertThat(answer.path("rows")).hasSize(1);
        assertThat(answer.at("/rows/0/key").asText()).isEqualTo("commune");
        assertThat(answer.at("/rows/0/percent").decimalValue()).isEqualByComparingTo("98.49");
        assertThat(answer.at("/rows/0/verdict").asText()).isEqualTo("MET_STRETCH");
    }

    @Test
    void anIndicatorWithoutUnitIsOverAllRoots() {
        // Given
        api.reads.unit("other", null);
        api.reads.add("other", ONLINE, Samples.reporters(1, 1, 1, 1));
        api.reads.unit("third", null);
        api.reads.away.add("third");

        // When
        JsonNode answer = api.json("/indicators/online");

        // Then
        assertThat(answer.path("rows")).hasSize(2);
        assertThat(answer.at("/total/denominator").asLong()).isEqualTo(30_001);
        assertThat(answer.at("/meta/missingPartitions/0").asInt()).isEqualTo(FakeReads.AWAY_PARTITION);
    }

    @Test
    void indicatorsNobodyReportsOnAreLeftOut() {
        // Given
        api.reads.unit("quiet", "province");

        // When
        JsonNode answer = api.json("/indicators/online?unit=quiet");

        // Then
        assertThat(answer.path("rows")).isEmpty();
        assertThat(answer.at("/total/percent").isNull()).isTrue();
        assertThat(answer.at("/total/verdict").asText()).isEqualTo("NO_DATA");
        assertThat(api.json("/units/quiet/indicators").path("rows")).isEmpty();
    }

    @Test
    void nothingIsJudgedBeforeTheClockIsKnown() {
        // Given
        api.reads.moment = new Moment(null, 17);

        // When / Then
        assertThat(api.get("/api/v1/units/province/indicators").statusCode()).isEqualTo(503);
    }
}
