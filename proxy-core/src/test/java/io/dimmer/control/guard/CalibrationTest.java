package io.dimmer.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void oneRunInTwentyIsWhatIsExpected() {
        Calibration calibration = runs(Calibration.NONE, 60, 20);
        assertThat(calibration).isEqualTo(new Calibration(60, 3, 1));
        assertThat(runs(calibration, 60, 20)).isEqualTo(new Calibration(120, 6, 1));
    }

    @Test
    void moreThanThatRaisesTheDivisorAndCountsAnew() {
        Calibration raised = runs(Calibration.NONE, 60, 15);
        assertThat(raised).isEqualTo(new Calibration(0, 0, 2));
        Calibration twice = runs(raised, 60, 15);
        assertThat(twice).isEqualTo(new Calibration(0, 0, 4));
        assertThat(runs(twice, 60, 15)).isEqualTo(new Calibration(60, 4, 4));
    }

    @Test
    void fewRunsSayNothing() {
        assertThat(runs(Calibration.NONE, 59, 1)).isEqualTo(new Calibration(59, 59, 1));
    }

    private static Calibration runs(Calibration from, int runs, int oneIn) {
        Calibration calibration = from;
        for (int i = 1; i <= runs; i++) {
            calibration = calibration.after(i % oneIn == 0);
        }
        return calibration;
    }
}
