/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on a {@link FakeHost}, as the test says: the same in every run.
 *
 * <pre>{@code
 * FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);
 * fake.faults().on(HostCall.START).times(2).fail(HypervisorException.TimedOut.class);
 * fake.faults().on(HostCall.SHUTDOWN).delay(Duration.ofMinutes(3)); // ends when fake.clock() has advanced so far
 * fake.faults().on(HostCall.PAUSE).hangUntilReleased();             // ends at fake.faults().release()
 * fake.faults().disconnect();
 * }</pre>
 *
 * <p>Rules are tried in the order in which they were made; the first that applies and is not used up decides. A call that fails
 * on demand has changed nothing. All connections to the host are concerned, those by {@link FakeHost#withGuest} and the
 * like are not. Where many threads call at a time, which of them a rule strikes is theirs to race for.
 *
 * <p>An operation that is late or hangs has begun: its handle is there, {@code await} waits. What it does is done when its time
 * has come, in the thread that advances the clock or releases it, unless the connection has an executor. A read blocks, so that
 * nobody could advance the clock for a test of one thread: a read that is late advances the clock itself, by the delay or
 * the deadline of the connection, whichever is shorter, and if it is the deadline, fails with
 * {@link HypervisorException.TimedOut}, as one that hangs always does.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Faults {
    private final Link link;
    private final FaultRules rules = new FaultRules();
    private final HeldTasks held = new HeldTasks();

    Faults(Link link) {
        this.link = link;
    }

    /**
     * Starts a rule for calls of these kinds.
     *
     * @throws IllegalArgumentException if one of them cannot fail, such as {@link HostCall#CLOSE}
     */
    public Rule on(HostCall first, HostCall... others) {
        EnumSet<HostCall> calls = EnumSet.of(first, others);
        calls.stream().filter(call -> !call.canFail()).findFirst().ifPresent(call -> {
            throw new IllegalArgumentException("what cannot fail: " + call);
        });
        return new Rule(this, calls);
    }

    /** Starts a rule for all that changes the host. */
    public Rule onAnyChange() {
        return new Rule(this, HostCall.changes());
    }

    /**
     * Has calls that change the host fail by chance, with errors that pass: {@link HypervisorException.Unreachable} and
     * {@link HypervisorException.TimedOut}.
     *
     * @param seed makes the chance the same in every run
     * @param probability how likely each call fails, from 0 to 1
     * @return these faults
     * @throws IllegalArgumentException if the probability is not from 0 to 1
     */
    public Faults randomly(long seed, double probability) {
        return onAnyChange().byChance(seed, probability).add(new Fault.Fail(Situations.passing(seed)));
    }

    /**
     * Breaks all connections: each call fails with {@link HypervisorException.Unreachable}, operations that are late or hang do
     * so too while what they do goes on, and no events arrive, until {@link #reconnect}.
     *
     * @return these faults
     */
    public Faults disconnect() {
        link.cut();
        held.loseAll();
        return this;
    }

    /**
     * Has the host be reachable again; the listeners of those who were connected get
     * {@link dev.hvsdk.api.HypervisorEvent.Reconnected}. Does nothing if it was not {@linkplain #disconnect disconnected}.
     *
     * @return these faults
     */
    public Faults reconnect() {
        link.restore();
        return this;
    }

    /**
     * Has the next events not arrive; in the place of the last of them all listeners get
     * {@link dev.hvsdk.api.HypervisorEvent.Lost}.
     *
     * @return these faults
     * @throws IllegalArgumentException if the number is below 1
     */
    public Faults loseEvents(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("at least 1 event is lost: " + events);
        }
        link.loseNext(events);
        return this;
    }

    /**
     * Lets all operations that hang go on, in the order in which they began; what they do is done when this returns, unless
     * their connection has an executor.
     *
     * @return how many there were
     */
    public int release() {
        return held.release();
    }

    /** How many operations hang now, those of broken connections included. */
    public int hanging() {
        return held.size();
    }

    /**
     * Forgets all rules; what is late or hangs already goes on as it was, and a broken connection stays broken.
     *
     * @return these faults
     */
    public Faults clear() {
        rules.clear();
        return this;
    }

    Link link() {
        return link;
    }

    HeldTasks held() {
        return held;
    }

    Optional<Fault> next(Call call) {
        return rules.next(call);
    }

    /** Which calls go wrong, and how; nothing happens before one of the last four methods. Not thread-safe: one rule per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Rule {
        private final Faults faults;
        private final Set<HostCall> calls;
        private @Nullable String guest;
        private @Nullable Integer times;
        private FaultRules.@Nullable Chance chance;
        private boolean cancellable;

        private Rule(Faults faults, Set<HostCall> calls) {
            this.faults = faults;
            this.calls = calls;
        }

        /**
         * Ends after so many calls; without it the rule applies until {@link Faults#clear}.
         *
         * @throws IllegalArgumentException if below 1
         */
        public Rule times(int times) {
            if (times < 1) {
                throw new IllegalArgumentException("a rule applies at least once: " + times);
            }
            this.times = times;
            return this;
        }

        /** Applies to calls on the guests of this name only. */
        public Rule forGuest(String name) {
            this.guest = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Applies to each call by chance.
         *
         * @param seed makes the chance the same in every run
         * @param probability from 0 to 1
         * @throws IllegalArgumentException if the probability is not from 0 to 1
         */
        public Rule byChance(long seed, double probability) {
            this.chance = new FaultRules.Chance(seed, probability);
            return this;
        }

        /** Has the host accept to cancel what is late or hangs, which it does not otherwise. */
        public Rule cancellable() {
            this.cancellable = true;
            return this;
        }

        /**
         * Has the calls fail with an error of this class, in words of the fake; {@link HypervisorException.Unreachable} and
         * {@link HypervisorException.TimedOut} are marked as transient.
         *
         * @throws IllegalArgumentException if it is none of the eight situations
         */
        public Faults fail(Class<? extends HypervisorException> situation) {
            return add(new Fault.Fail(Situations.of(situation)));
        }

        /** Has the calls fail with the errors that the supplier gives, one for each call. */
        public Faults fail(Supplier<? extends HypervisorException> errors) {
            return add(new Fault.Fail(failing(errors)));
        }

        private static Function<ErrorFactory, HypervisorException> failing(
                Supplier<? extends HypervisorException> errors) {
            return context -> errors.get();
        }

        /**
         * Has the calls be answered so much later, by {@link FakeHost#clock()}.
         *
         * @throws IllegalArgumentException if the time is negative
         */
        public Faults delay(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("a delay cannot be negative: " + time);
            }
            return add(new Fault.Delay(time, cancellable));
        }

        /** Has the calls not be answered before {@link Faults#release}. */
        public Faults hangUntilReleased() {
            return add(new Fault.Hang(cancellable));
        }

        private Faults add(Fault fault) {
            String name = guest;
            Set<HostCall> kinds = calls;
            faults.rules.add(new FaultRules.Rule(
                    call -> kinds.contains(call.kind()) && (name == null || call.isOnGuest(name)),
                    fault,
                    chance,
                    times));
            return faults;
        }
    }
}
