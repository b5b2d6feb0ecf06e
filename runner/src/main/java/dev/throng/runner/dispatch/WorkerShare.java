package dev.throng.runner.dispatch;

import java.util.List;

/** One worker's view of an assignment, in arrays for the hot path. */
final class WorkerShare implements Share {
    /** Numbers a founder can't reach in a run: those who join later count from here, each in a range of its own. */
    private static final long RANGE = 1L << 40;

    /** The same for users, of whom a worker has no more: so many ranges fit into an int beside those of the closed model. */
    private static final int USERS_RANGE = 1 << 22;

    private static final int USERS_RANGES = 508;

    private final boolean[] mine;
    private final int[] mineBelow;
    private final List<ClassSequence> classes;
    private final int[] maxOpenUsers;
    private final int worker;
    private final int founders;
    private final long iterations;
    private final List<Lease> leases;

    WorkerShare(
            Assignment assignment,
            int worker,
            List<ClassSequence> classes,
            List<Integer> maxOpenUsers,
            long iterations,
            List<Lease> leases) {
        this.leases = List.copyOf(leases);
        this.iterations = iterations;
        this.worker = worker;
        this.founders = assignment.founders().size();
        this.classes = classes;
        this.mine = new boolean[assignment.slots()];
        this.mineBelow = new int[mine.length + 1];
        for (int slot = 0; slot < mine.length; slot++) {
            mine[slot] = assignment.owners().get(slot) == worker;
            mineBelow[slot + 1] = mineBelow[slot] + (mine[slot] ? 1 : 0);
        }
        this.maxOpenUsers = maxOpenUsers.stream().mapToInt(this::users).toArray();
    }

    @Override
    public boolean user(int number) {
        return mine[number % mine.length];
    }

    @Override
    public int users(int total) {
        return total / mine.length * mineBelow[mine.length] + mineBelow[total % mine.length];
    }

    @Override
    public int userClass(int load, int number) {
        return classes.get(load).at(number);
    }

    @Override
    public boolean arrival(long number) {
        return mine[(int) (number % mine.length)];
    }

    @Override
    public int maxOpenUsers(int load) {
        return maxOpenUsers[load];
    }

    @Override
    public long iterations() {
        return iterations;
    }

    @Override
    public List<Lease> leases() {
        return leases;
    }

    @Override
    public long uniqueNumber(long k) {
        return worker < founders ? worker + k * founders : (worker - founders + 1) * RANGE + k;
    }

    @Override
    public int openUser(long k) {
        if (worker < founders) {
            return (int) uniqueNumber(k);
        }
        int range = (worker - founders) % USERS_RANGES + 1;
        return range * USERS_RANGE + (int) (k % USERS_RANGE);
    }
}
