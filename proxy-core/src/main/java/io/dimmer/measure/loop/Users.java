package io.dimmer.measure.loop;

/**
 * An estimate of how many different users there were: HyperLogLog (Flajolet, Fusy, Gandouet and Meunier, 2007) with 2¹¹
 * registers, within 2.3 % of the truth at one sigma, and linear counting where they are few. Confined to a thread.
 */
public final class Users {
    private static final int BITS = 11;
    private static final int REGISTERS = 1 << BITS;
    private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

    private final byte[] registers = new byte[REGISTERS];

    /** Counts the user with this hash of a key. */
    public void add(long hash) {
        // The top bits choose the register; where the first 1 stands in the others is what it remembers.
        int register = (int) (hash >>> (Long.SIZE - BITS));
        byte rank = (byte) (Long.numberOfLeadingZeros(hash << BITS | 1L << (BITS - 1)) + 1);
        if (registers[register] < rank) {
            registers[register] = rank;
        }
    }

    /** Counts everybody whom the other counted. */
    public void add(Users other) {
        for (int i = 0; i < REGISTERS; i++) {
            if (registers[i] < other.registers[i]) {
                registers[i] = other.registers[i];
            }
        }
    }

    /** How many there were. */
    public long estimate() {
        double sum = 0;
        int empty = 0;
        for (byte register : registers) {
            sum += Math.scalb(1.0, -register);
            empty += register == 0 ? 1 : 0;
        }
        double raw = ALPHA * REGISTERS * REGISTERS / sum;
        boolean few = raw <= 2.5 * REGISTERS && empty > 0;
        return Math.round(few ? REGISTERS * Math.log((double) REGISTERS / empty) : raw);
    }
}
