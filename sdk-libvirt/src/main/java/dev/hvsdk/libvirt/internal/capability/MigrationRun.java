/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.natives.TypedParamsWriter;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirJob;
import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One migration under way. Used by the thread of its operation, and by those that cancel it. */
final class MigrationRun {
    /** Between two attempts to cancel what has not begun yet for libvirt, or is at its end. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final int ATTEMPTS = 60;

    private final GuestAccess guest;
    private final HostAccess there;
    private final MigrationPlan plan;
    private final OperationSource<Guest> source;
    private volatile boolean ended;

    MigrationRun(GuestAccess guest, HostAccess there, MigrationPlan plan, OperationSource<Guest> source) {
        this.guest = guest;
        this.there = there;
        this.plan = plan;
        this.source = source;
    }

    Guest run() {
        plan.maxDowntime().ifPresent(this::limitDowntime);
        source.onCancel(this::cancel);
        JobWatch watch = JobWatch.start(guest, "copying", plan.options().stallLimit(), source::progress);
        try {
            move();
        } catch (HypervisorException e) {
            throw watch.hasGivenUp() ? stalled(e) : e;
        } catch (HypervisorClosedException e) {
            giveUp(e);
            throw e;
        } finally {
            ended = true;
            watch.close();
        }
        return there.guest(guest.id());
    }

    /** One of the connections was closed, while libvirt goes on with the other: the guest is to stay. */
    private void giveUp(HypervisorClosedException e) {
        try {
            cancel();
        } catch (HypervisorClosedException closed) {
            e.addSuppressed(closed);
        }
    }

    private void limitDowntime(Duration limit) {
        long milliseconds = Math.max(1, limit.toMillis());
        guest.work(
                LibvirtMigration.OPERATION,
                domain -> Vir.check(VirJob.virDomainMigrateSetMaxDowntime(domain, milliseconds, 0)));
    }

    /** The call has both connections in use at once, each of its own link. */
    private void move() {
        String subject = "guest " + guest.id();
        there.work(LibvirtMigration.OPERATION, subject, destination -> {
            try (SharedConnection shared = new SharedConnection(destination)) {
                return guest.work(
                        LibvirtMigration.OPERATION, domain -> shared.use(connection -> move(domain, connection)));
            }
        });
    }

    private Boolean move(long domain, long destination) {
        try (TypedParamsWriter params = plan.params()) {
            long moved = Vir.check(
                    VirJob.virDomainMigrate3(domain, destination, params.address(), params.count(), plan.flags()));
            return VirDomain.virDomainFree(moved) == 0;
        } catch (VirException e) {
            throw VirErrors.of(e.failure(), plan.explained(e, guest.errors(LibvirtMigration.OPERATION)));
        }
    }

    private HypervisorException stalled(HypervisorException e) {
        Duration limit = plan.options().stallLimit().orElseThrow();
        return guest.errors(LibvirtMigration.OPERATION)
                .cause(e)
                .remedy("give it more bandwidth or a longer downtime, or move it while it does less")
                .timedOut("it came no nearer to its end for " + limit + " and was given up; the guest stays");
    }

    /** Whether libvirt took it; before its job has begun, and while it ends, it refuses. */
    private boolean cancel() {
        for (int i = 0; i < ATTEMPTS && !ended; i++) {
            if (JobWatch.abort(guest)) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }
}
