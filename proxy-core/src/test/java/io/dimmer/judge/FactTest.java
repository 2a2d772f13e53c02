package io.dimmer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FactTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, true, false, 0, 0",
        "65535, 4194303, false, true, 4095, 4095",
        "7, 1, true, true, 3, 1",
        "300, 4194302, false, false, 2048, 2048",
    })
    void givesBackWhatWasPacked(int version, int split, boolean keyed, boolean limitsOnly, int resolved, int events) {
        long packed = Fact.pack(Fact.stamp(version, split, keyed, limitsOnly), resolved, events);
        assertThat(Fact.version(packed)).isEqualTo(version);
        assertThat(Fact.split(packed)).isEqualTo(split);
        assertThat(Fact.keyed(packed)).isEqualTo(keyed);
        assertThat(Fact.limitsOnly(packed)).isEqualTo(limitsOnly);
        assertThat(Fact.resolved(packed)).isEqualTo(resolved);
        assertThat(Fact.events(packed)).isEqualTo(events);
    }

    @Test
    void keepsTheLayoutThatOthersRead() {
        assertThat(Fact.pack(Fact.stamp(0xABCD, 5, false, true), 0x123, 0x021))
                .isEqualTo(5L << 42 | 1L << 41 | 1L << 40 | 0xABCDL << 24 | 0x021L << 12 | 0x123);
    }

    @Test
    void anEventThatIsNotResolvedDoesNotCount() {
        assertThat(Fact.events(Fact.pack(0, 0b101, 0b111))).isEqualTo(0b101);
    }

    @Test
    void splitNumberTravelsByItsLowBits() {
        long packed = Fact.pack(Fact.stamp(1, (1L << 22) + 9, true, false), 1, 0);
        assertThat(Fact.split(packed)).isEqualTo(9);
    }
}
