package io.dimmer.assign.hash;

/**
 * A logarithm that is quick and knows how wrong it is: the exponent's and a table's for the leading digits, and three
 * terms of the series of {@code ln(1 + r)} for what is left (P. T. P. Tang, "Table-driven implementation of the
 * logarithm function in IEEE floating-point arithmetic", ACM TOMS 16, 1990). Any thread.
 */
final class QuickLog {
    /**
     * The result is nearer to the true one than this: with |r| &lt; 2⁻⁸ the fourth term of the series is below
     * 5.9·10⁻¹¹, and rounding adds less than 10⁻¹⁴.
     */
    static final double ERROR = 1e-10;

    private static final int BITS = 7;
    private static final int SIZE = 1 << BITS;
    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
    private static final long ONE = Double.doubleToRawLongBits(1);
    private static final double LN_2 = StrictMath.log(2);

    /** For each interval of the mantissa 1 over its middle, and the logarithm of the middle. */
    private static final double[] TABLE = table();

    private QuickLog() {}

    private static double[] table() {
        double[] table = new double[2 * SIZE];
        for (int i = 0; i < SIZE; i++) {
            double middle = 1 + (i + 0.5) / SIZE;
            table[2 * i] = 1 / middle;
            table[2 * i + 1] = StrictMath.log(middle);
        }
        return table;
    }

    /**
     * {@code -ln(u)}, within {@link #ERROR}.
     *
     * @param u normal, above 0
     */
    static double negative(double u) {
        long bits = Double.doubleToRawLongBits(u);
        int at = ((int) (bits >>> (MANTISSA_BITS - BITS)) & (SIZE - 1)) * 2;
        double r = Double.longBitsToDouble((bits & MANTISSA) | ONE) * TABLE[at] - 1;
        double exponent = (bits >>> MANTISSA_BITS) - Double.MAX_EXPONENT;
        return -(exponent * LN_2 + TABLE[at + 1] + r * (1 - r * (1 / 2.0 - r * (1 / 3.0))));
    }
}
