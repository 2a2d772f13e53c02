package io.dimmer.assign;

import io.dimmer.config.value.VersionName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which part of the users gets another version when one split takes the place of another: exact expectations, not
 * estimates, for the draws of the hashing contract are independent exponential variables.
 *
 * <p>A user leaves i for j when {@code x = E_i} and {@code y = E_j} satisfy {@code y ≥ x·w_j/w_i} (i won before) and
 * {@code x ≥ y·w'_i/w'_j} (j wins now), and every other {@code E_k} is at least {@code max(x·w_k/w_i, y·w'_k/w'_j)}.
 * With {@code y = t·x} the integral over x is {@code 1/(1 + t + Σ max(c_k, t·d_k))²}, and the one over t is elementary
 * between the points where a maximum changes sides.
 *
 * <p>Immutable.
 */
public final class Moves {
    private final List<VersionName> versions;
    private final double[][] parts;

    private Moves(List<VersionName> versions, double[][] parts) {
        this.versions = versions;
        this.parts = parts;
    }

    /** Compares effective shares, kill switch and states included; versions are the same when their names are. */
    public static Moves between(Split before, Split after) {
        List<VersionName> versions = Stream.concat(before.members().stream(), after.members().stream())
                .map(Member::name)
                .distinct()
                .toList();
        double[] old = weights(before, versions);
        double[] now = weights(after, versions);
        double[][] parts = new double[versions.size()][versions.size()];
        for (int i = 0; i < old.length; i++) {
            for (int j = 0; j < old.length; j++) {
                parts[i][j] = old[i] > 0 && now[j] > 0 ? part(i, j, old, now) : 0;
            }
        }
        return new Moves(versions, parts);
    }

    private static double[] weights(Split split, List<VersionName> versions) {
        double[] effective = split.effectiveWeights();
        return versions.stream()
                .mapToInt(split::indexOf)
                .mapToDouble(index -> index == Split.NONE ? 0 : effective[index])
                .toArray();
    }

    private static double part(int i, int j, double[] old, double[] now) {
        return i == j ? stays(i, old, now) : leaves(i, j, old, now);
    }

    /** P(E_i/w_i and E_i/w'_i are both the smallest). */
    private static double stays(int i, double[] old, double[] now) {
        double sum = 0;
        for (int k = 0; k < old.length; k++) {
            sum += Math.max(old[k] / old[i], now[k] / now[i]);
        }
        return 1 / sum;
    }

    private static double leaves(int i, int j, double[] old, double[] now) {
        double from = old[j] / old[i];
        double to = now[i] == 0 ? Double.POSITIVE_INFINITY : now[j] / now[i];
        if (from >= to) {
            return 0;
        }
        double sum = 0;
        double[] points = points(i, j, old, now, from, to);
        for (int at = 0; at + 1 < points.length; at++) {
            sum += between(points[at], points[at + 1], i, j, old, now);
        }
        return sum;
    }

    /** The ends of the integral over t, and where a maximum changes sides between them. */
    private static double[] points(int i, int j, double[] old, double[] now, double from, double to) {
        List<Double> points = new ArrayList<>(List.of(from, to));
        for (int k = 0; k < old.length; k++) {
            double turn = now[k] == 0 ? from : old[k] / old[i] * now[j] / now[k];
            if (k != i && k != j && turn > from && turn < to) {
                points.add(turn);
            }
        }
        double[] sorted = points.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The integral of 1/(a + b·t)² from {@code from} to {@code to}, which no maximum changes sides between. */
    private static double between(double from, double to, int i, int j, double[] old, double[] now) {
        double inside = Double.isInfinite(to) ? from * 2 + 1 : (from + to) / 2;
        double a = 1;
        double b = 1;
        for (int k = 0; k < old.length; k++) {
            if (k != i && k != j) {
                double c = old[k] / old[i];
                double d = now[k] / now[j];
                a += c >= d * inside ? c : 0;
                b += c >= d * inside ? 0 : d;
            }
        }
        return Double.isInfinite(to) ? 1 / (b * (a + b * from)) : (to - from) / ((a + b * from) * (a + b * to));
    }

    /** The part of all users that gets another version, 0 to 1. Those whom nobody served before or serves now are not. */
    public double moved() {
        double sum = 0;
        for (int i = 0; i < parts.length; i++) {
            for (int j = 0; j < parts.length; j++) {
                sum += i == j ? 0 : parts[i][j];
            }
        }
        return sum;
    }

    /** The part of all users that leaves one version for the other, 0 to 1; 0 for names that are in neither split. */
    public double moved(VersionName from, VersionName to) {
        int i = versions.indexOf(from);
        int j = versions.indexOf(to);
        return i < 0 || j < 0 || i == j ? 0 : parts[i][j];
    }
}
