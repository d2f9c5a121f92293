/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.libvirt.internal.link.DomainCall;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.spi.support.Deadline;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Changes of state of one guest; whether the state allows one is for libvirt to say, which decides and acts in one step. Immutable. */
final class Lifecycle {
    private static final ShutdownOptions HOSTS_CHOICE =
            ShutdownOptions.builder().build();

    /** {@code virDomainUndefineFlagsValues}: managed save, metadata of snapshots, NVRAM, metadata of checkpoints. */
    private static final int UNDEFINE_ALL = 1 | 2 | 4 | 16;

    /** Drivers refuse flags that they do not know, whether or not there is anything to remove; with none left they say why not. */
    private static final int[] UNDEFINE_FLAGS = {UNDEFINE_ALL, 1 | 2 | 16, 1 | 2, 1, 0};

    private static final String START = "start";

    private static final Set<GuestState> STARTABLE = EnumSet.of(GuestState.STOPPED, GuestState.CRASHED);
    private static final Set<GuestState> HELD = EnumSet.of(GuestState.PAUSED, GuestState.SUSPENDED);
    private static final Set<GuestState> ACTIVE = EnumSet.complementOf(EnumSet.of(GuestState.STOPPED));

    /** Between two looks whether a guest that reboots has come back, or one that stops is done. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final GuestAccess guest;

    Lifecycle(GuestAccess guest) {
        this.guest = guest;
    }

    Operation<GuestInfo> start() {
        return change(START, STARTABLE, domain -> {
            awaitEnd(domain);
            return VirDomain.virDomainCreateWithFlags(domain, 0);
        });
    }

    Operation<GuestInfo> pause() {
        return change("pause", ACTIVE, VirDomain::virDomainSuspend);
    }

    Operation<GuestInfo> resume() {
        return guest.change(
                "resume",
                source -> guest.work("resume", domain -> {
                    boolean isAsleep = guest.info(domain).state() == GuestState.SUSPENDED;
                    return done(
                            "resume",
                            HELD,
                            domain,
                            isAsleep ? asleep -> VirDomain.virDomainPMWakeup(asleep, 0) : VirDomain::virDomainResume);
                }));
    }

    Operation<GuestInfo> reboot() {
        return guest.change(
                "reboot",
                source -> back(guest.work(
                        "reboot",
                        domain -> done("reboot", ACTIVE, domain, active -> VirDomain.virDomainReboot(active, 0)))));
    }

    /** Xen makes a guest that reboots anew, and for libvirt it has stopped until then; what does not come back has stopped. */
    private GuestInfo back(GuestInfo after) {
        Deadline deadline = guest.host().link().deadline();
        GuestInfo info = after;
        while (info.state() == GuestState.STOPPED && !deadline.isPassed()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            info = guest.info();
        }
        return info;
    }

    private Operation<GuestInfo> change(String operation, Set<GuestState> from, DomainCall<Integer> call) {
        return guest.change(operation, source -> guest.work(operation, domain -> done(operation, from, domain, call)));
    }

    /** Libvirt returns when the guest is in its new state, which is read in the same call. */
    private GuestInfo done(String operation, Set<GuestState> from, long domain, DomainCall<Integer> call) {
        ask(operation, from, domain, call);
        return guest.info(domain);
    }

    /** Some drivers have no code of their own for a wrong state; then the state itself says whether it was that. */
    private void ask(String operation, Set<GuestState> from, long domain, DomainCall<Integer> call) {
        try {
            Vir.check(call.on(domain));
        } catch (VirException e) {
            if (e.is(VirErrors.INTERNAL_ERROR) || e.is(VirErrors.OPERATION_FAILED)) {
                refuseIfNotIn(from, operation, domain, e);
                explain(operation, e);
            }
            throw e;
        }
    }

    /** Where the family has nothing to add, the error is the link's to read: it may be that of a broken connection. */
    private void explain(String operation, VirException e) {
        if (operation.equals(START)) {
            guest.host().family().startRemedy().ifPresent(remedy -> {
                throw VirErrors.of(e.failure(), guest.errors(operation).remedy(remedy));
            });
        }
    }

    private void refuseIfNotIn(Set<GuestState> from, String operation, long domain, VirException e) {
        GuestState state = guest.info(domain).state();
        if (!from.contains(state)) {
            throw guest.errors(operation)
                    .nativeError(e.failure().nativeError())
                    .wrongState("the guest is " + state.id());
        }
    }

    Operation<GuestInfo> stop() {
        return guest.change(
                "stop",
                source -> guest.work("stop", domain -> {
                    GuestInfo before = guest.info(domain);
                    ask("stop", ACTIVE, domain, active -> VirDomain.virDomainDestroyFlags(active, 0));
                    return after(domain, before);
                }));
    }

    /** A guest without a definition is gone with its stop; then the reading is of its last moment. */
    private GuestInfo after(long domain, GuestInfo before) {
        try {
            return guest.info(domain);
        } catch (VirException e) {
            if (e.is(VirErrors.NO_DOMAIN)) {
                return stopped(before, StateReason.DESTROYED);
            }
            throw e;
        }
    }

    static GuestInfo stopped(GuestInfo before, StateReason reason) {
        GuestInfo.Builder info = GuestInfo.builder(before.id(), before.name(), GuestState.STOPPED)
                .reason(reason);
        before.technology().ifPresent(info::technology);
        before.variant().ifPresent(info::variant);
        before.vcpus().ifPresent(info::vcpus);
        before.memory().ifPresent(info::memory);
        before.maxMemory().ifPresent(info::maxMemory);
        return info.build();
    }

    Operation<GuestInfo> shutdown() {
        return guest.change("shutdown", source -> new Shutdown(guest, source).run(HOSTS_CHOICE));
    }

    Operation<GuestId> undefine() {
        return guest.change(
                "undefine",
                source -> guest.work("undefine", domain -> {
                    awaitEnd(domain);
                    refuseIfActive(domain);
                    undefine(domain);
                    return guest.id();
                }));
    }

    /** Libvirt tells a guest of Xen as stopped while Xen takes it down, and starts or undefines it only when that is done. */
    private void awaitEnd(long domain) {
        Deadline deadline = guest.host().link().deadline();
        while (VirDomain.virDomainIsActive(domain) == 1
                && guest.info(domain).state() == GuestState.STOPPED
                && !deadline.isPassed()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Libvirt would let it run on without a definition, to vanish when it stops. */
    private void refuseIfActive(long domain) {
        if (Vir.check(VirDomain.virDomainIsActive(domain)) == 1) {
            GuestState state = guest.info(domain).state();
            throw guest.errors("undefine").remedy("stop it first").wrongState("the guest is " + state.id());
        }
    }

    private static void undefine(long domain) {
        for (int flags : UNDEFINE_FLAGS) {
            if (VirDomain.virDomainUndefineFlags(domain, flags) == 0) {
                return;
            }
            Vir.unless(flags == 0 ? 0 : VirErrors.INVALID_ARG);
        }
    }
}
