package io.dimmer.config.value;

import java.math.BigDecimal;

/**
 * A share, a probability or a tolerance.
 *
 * @param partsPerMillion 0 and more; 10 000 is 1 %
 */
public record Percent(int partsPerMillion) {
    private static final int MILLION = 1_000_000;

    public Percent {
        if (partsPerMillion < 0) {
            throw new IllegalArgumentException(
                    "percentage: found " + partsPerMillion / 10_000.0 + "%, expected 0% or more");
        }
    }

    /** From a ratio: 0.025 is 2.5 %. Rounded to parts per million. */
    public static Percent ofRatio(double ratio) {
        return new Percent(Math.toIntExact(Math.round(ratio * MILLION)));
    }

    /** 0.025 for 2.5 %. */
    public double ratio() {
        return partsPerMillion / (double) MILLION;
    }

    /** Without trailing zeros: {@code 2.5%}. */
    @Override
    public String toString() {
        String number =
                BigDecimal.valueOf(partsPerMillion, 4).stripTrailingZeros().toPlainString();
        return number + "%";
    }
}
