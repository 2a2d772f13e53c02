package io.dimmer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.judge.StepGate.Criterion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepGateTest {

    @ParameterizedTest
    @CsvSource({"330, 0, 0.02", "690, 0, 0.01", "1000, 1, 0.01", "5000, 5, 0.005"})
    void certifiesAMarginOnceThereIsEnoughEvidence(long requests, long errors, double margin) {
        assertThat(new Criterion("errors", requests, errors, 0, margin).met()).isTrue();
        assertThat(new Criterion("errors", requests / 2, errors, 0, margin).met())
                .isFalse();
    }

    @Test
    void passesWhenEveryCriterionIsMet() {
        Criterion errors = Criterion.errors(1_000, 1, 0.001);
        Criterion users = Criterion.users(1_000, 1);
        Criterion slow = Criterion.slowAtP90(1_000, 110, 0.1);
        assertThat(StepGate.word(List.of(errors, users, slow))).isEqualTo(Verdict.Word.PASS);
        assertThat(StepGate.word(List.of(errors, users, slow, Criterion.slowAtP99(1_000, 30, 0.01))))
                .isEqualTo(Verdict.Word.INCONCLUSIVE);
    }

    @Test
    void neverPassesWithoutDataOrCriteria() {
        assertThat(StepGate.word(List.of())).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(StepGate.word(List.of(Criterion.errors(0, 0, 0)))).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(StepGate.word(List.of(Criterion.errors(5, 5, 0.4)))).isEqualTo(Verdict.Word.INCONCLUSIVE);
    }

    @Test
    void aFailingStableAllowsTwiceItsRate() {
        assertThat(Criterion.errors(1_000, 150, 0.1).allowed()).isEqualTo(0.2);
        assertThat(Criterion.errors(1_000, 150, 0.1).met()).isTrue();
        assertThat(Criterion.errors(1_000, 150, 0).allowed()).isEqualTo(0.01);
    }
}
