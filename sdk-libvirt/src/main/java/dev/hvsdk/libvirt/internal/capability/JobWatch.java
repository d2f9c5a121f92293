/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.TypedParams;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirJob;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Looks at a job of libvirt, a migration or a save, while another thread waits for its end: tells how far it is, and gives it up
 * when it comes no nearer.
 *
 * <p>It has a thread of its own: those of the user's executor may all be busy with jobs. Thread-safe.
 */
final class JobWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JobWatch.class.getName());

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final GuestAccess guest;
    private final String phase;
    private final Optional<Duration> stallLimit;
    private final Consumer<Progress> listener;
    private final Thread thread;

    /** Used by the thread alone. */
    private final Convergence convergence = new Convergence(System.nanoTime());

    private volatile boolean ended;
    private volatile boolean givenUp;

    private JobWatch(GuestAccess guest, String phase, Optional<Duration> stallLimit, Consumer<Progress> listener) {
        this.guest = guest;
        this.phase = phase;
        this.stallLimit = stallLimit;
        this.listener = listener;
        thread = new Thread(this::watch, "libvirt-job-" + guest.id());
        thread.setDaemon(true);
    }

    /**
     * Looks from now on.
     *
     * @param phase what the job is doing, for its progress: {@code copying}
     * @param stallLimit when to give it up; empty for never
     */
    static JobWatch start(GuestAccess guest, String phase, Optional<Duration> stallLimit, Consumer<Progress> listener) {
        JobWatch watch = new JobWatch(guest, phase, stallLimit, listener);
        watch.thread.start();
        return watch;
    }

    /** Looks no more. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
    }

    /** Whether it had libvirt end the job, because that came no nearer to its end. */
    boolean hasGivenUp() {
        return givenUp;
    }

    private void watch() {
        while (!ended) {
            LockSupport.parkNanos(PAUSE.toNanos());
            look();
        }
    }

    private void look() {
        try {
            if (!ended) {
                look(guest.read("read job", JobWatch::stats));
            }
        } catch (HypervisorException e) {
            // The job itself fails if that is more than a moment's.
            LOG.log(System.Logger.Level.DEBUG, () -> "a job is not looked at: " + e.getMessage());
        } catch (IllegalStateException e) {
            // The connection was closed: nobody listens any more.
            ended = true;
        }
    }

    /** The statistics of the job, as libvirt names them (VIR_DOMAIN_JOB_* of libvirt-domain.h); none without a job. */
    private static TypedParams stats(long domain) {
        try (Scope scope = new Scope()) {
            long type = scope.int32();
            long params = scope.int64();
            long count = scope.int32();
            Vir.check(VirJob.virDomainGetJobStats(domain, type, params, count, 0));
            return TypedParams.take(Mem.int64(params), Mem.int32(count));
        }
    }

    private void look(TypedParams stats) {
        OptionalLong remaining = stats.number("data_remaining");
        if (remaining.isEmpty()) {
            return;
        }
        long done = stats.number("data_processed").orElse(0);
        listener.accept(Progress.of(phase, done, done + remaining.getAsLong(), ProgressUnit.BYTES));
        convergence.saw(System.nanoTime(), stats.number("memory_iteration").orElse(0), remaining.getAsLong());
        if (!givenUp && isStalled()) {
            // A refusal means that it is at its end.
            givenUp = abort(guest);
        }
    }

    private boolean isStalled() {
        return stallLimit
                .filter(limit -> convergence.standstill(System.nanoTime()) > limit.toNanos())
                .isPresent();
    }

    /** Has libvirt end the job; false if it has none that it could end now. */
    static boolean abort(GuestAccess guest) {
        try {
            return guest.call("cancel", domain -> Vir.check(VirJob.virDomainAbortJob(domain)) == 0);
        } catch (HypervisorException.WrongState | HypervisorException.NotFound e) {
            return false;
        }
    }
}
