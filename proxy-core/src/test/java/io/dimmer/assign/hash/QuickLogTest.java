package io.dimmer.assign.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As near to the true logarithm as it says. */
class QuickLogTest {
    @ParameterizedTest
    @ValueSource(doubles = {0x1p-54, 0x1.8p-53, 1e-9, 0.25, 0.5 - 0x1p-54, 0.5, 0.75, 1 - 0x1p-53, 1})
    void atTheEnds(double u) {
        assertThat(QuickLog.negative(u)).isCloseTo(-StrictMath.log(u), within(QuickLog.ERROR));
    }

    @Test
    void inBetween() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000_000; i++) {
            double u = random.nextDouble() * Math.scalb(1.0, -random.nextInt(50)) + 0x1p-54;
            assertThat(Math.abs(QuickLog.negative(u) + StrictMath.log(u))).isLessThan(QuickLog.ERROR);
        }
    }

    /** Where the table changes from one interval to the next the rest is largest, on either side. */
    @Test
    void atTheBordersOfTheTable() {
        for (int i = 0; i <= 128; i++) {
            double border = 1 + i / 128.0;
            for (double u : new double[] {Math.nextDown(border), border, Math.nextUp(border)}) {
                assertThat(QuickLog.negative(u)).isCloseTo(-StrictMath.log(u), within(QuickLog.ERROR));
            }
        }
    }
}
