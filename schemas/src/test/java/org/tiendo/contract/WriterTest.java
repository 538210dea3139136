package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterTest {
    @Test
    void aWriterHasATopicOfItsOwn() {
        Topic topic = new Writer("ha-noi-portal", "ha-noi").topic();
        assertThat(topic.name()).isEqualTo("tiendo.intake.ha-noi-portal");
        assertThat(topic.isInput()).isTrue();
        assertThat(topic.config()).isEqualTo(Topics.PROGRESS.config());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "A", "-a", "a-", "a_b", "a b", "đà-nẵng", "tiendo|a"})
    void aNameHasNoDotAndNothingThatATopicCannotHave(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Writer(name, "u"));
    }

    @Test
    void aListIsReadAsItIsWritten() {
        assertThat(Writer.parseAll("a=u-1, b=u-2")).containsExactly(new Writer("a", "u-1"), new Writer("b", "u-2"));
        assertThat(Writer.parseAll("a=đa\u0323i")).containsExactly(new Writer("a", "đại"));
        assertThat(new Writer("a", "u-1")).hasToString("a=u-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=", "=u", "a=u,", "a=u,a=v", "a=u v"})
    void aListThatCannotBeReadIsRefused(String list) {
        assertThatIllegalArgumentException().isThrownBy(() -> Writer.parseAll(list));
    }
}
