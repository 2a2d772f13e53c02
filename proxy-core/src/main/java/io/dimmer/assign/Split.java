package io.dimmer.assign;

import io.dimmer.assign.hash.Rendezvous;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.VersionState;
import java.util.List;

/**
 * The versions of one service with their weights and states, and the choice among them by {@link Rendezvous}.
 *
 * <p>Immutable, any thread; choosing allocates nothing.
 */
public final class Split {
    /** Nobody can be chosen. */
    public static final int NONE = Rendezvous.NONE;

    private final List<Member> members;
    private final int stable;
    private final boolean killed;
    private final int number;
    private final Rendezvous rendezvous;
    private final double[] weights;
    private final double[] readyWeights;
    private final int lone;

    private Split(List<Member> members, int stable, boolean killed, int number) {
        this.members = List.copyOf(members);
        this.stable = stable;
        this.killed = killed;
        this.number = number;
        this.rendezvous =
                Rendezvous.of(members.stream().map(m -> m.name().text()).toList());
        this.weights = members.stream().mapToDouble(m -> m.weight().value()).toArray();
        this.readyWeights = members.stream()
                .mapToDouble(m -> m.isReady() ? m.weight().value() : 0)
                .toArray();
        this.lone = loneAmong(weights);
    }

    /**
     * Compiles.
     *
     * @param members at least one, names unique
     * @param stable the version that is trusted, one of them
     * @param killed the kill switch is on: everyone is sent to stable
     * @param number rises with each change of weights or states, and with the kill switch
     * @throws IllegalArgumentException when stable is none of the members
     */
    public static Split of(List<Member> members, VersionName stable, boolean killed, int number) {
        int index = indexOf(members, stable.text());
        if (index == NONE) {
            throw new IllegalArgumentException("stable: found " + stable + ", expected one of "
                    + members.stream().map(Member::name).toList());
        }
        return new Split(members, index, killed, number);
    }

    private static int loneAmong(double[] weights) {
        int lone = NONE;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                if (lone != NONE) {
                    return NONE;
                }
                lone = i;
            }
        }
        return lone;
    }

    private static int indexOf(List<Member> members, String name) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().text().equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    /** In the order of the file. */
    public List<Member> members() {
        return members;
    }

    /** The member of that index. */
    public Member member(int index) {
        return members.get(index);
    }

    /** The index of the version of that name, or {@link #NONE}. */
    public int indexOf(VersionName name) {
        return indexOf(members, name.text());
    }

    /** The same for a text that may be no name at all. */
    int indexOf(String name) {
        return indexOf(members, name);
    }

    /** The index of the version that is trusted. */
    public int stable() {
        return stable;
    }

    /** True while everyone is sent to stable. */
    public boolean isKilled() {
        return killed;
    }

    /** Rises with each change. */
    public int number() {
        return number;
    }

    /** Whom the weights alone choose, whatever the states: {@link #NONE} when all are 0. */
    int drawn(long hash) {
        return lone != NONE ? lone : rendezvous.choose(hash, weights);
    }

    /**
     * Whom a user gets by the weights of the versions that are ready, {@link #NONE} when that is nobody. The kill switch
     * is not looked at.
     *
     * @param hash of the user's key
     */
    public int choose(long hash) {
        int drawn = drawn(hash);
        return drawn == NONE || readyWeights[drawn] > 0 ? drawn : rendezvous.choose(hash, readyWeights);
    }

    /** The share by the weights, as if every version were ready: 0 to 1. */
    public double configuredShare(int index) {
        return share(weights, index);
    }

    /** The share by the weights of the versions that are ready; with the kill switch stable has all: 0 to 1. */
    public double effectiveShare(int index) {
        return share(effectiveWeights(), index);
    }

    /** What effective shares are computed from. */
    double[] effectiveWeights() {
        if (!killed) {
            return readyWeights.clone();
        }
        double[] all = new double[weights.length];
        all[stable] = members.get(stable).state() == VersionState.MAINT ? 0 : 1;
        return all;
    }

    private static double share(double[] weights, int index) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum == 0 ? 0 : weights[index] / sum;
    }
}
