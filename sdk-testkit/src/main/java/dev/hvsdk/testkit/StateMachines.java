/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static dev.hvsdk.api.GuestState.CRASHED;
import static dev.hvsdk.api.GuestState.PAUSED;
import static dev.hvsdk.api.GuestState.RUNNING;
import static dev.hvsdk.api.GuestState.SHUTTING_DOWN;
import static dev.hvsdk.api.GuestState.STOPPED;
import static dev.hvsdk.api.GuestState.SUSPENDED;
import static dev.hvsdk.api.StateReason.BOOTED;
import static dev.hvsdk.api.StateReason.DESTROYED;
import static dev.hvsdk.api.StateReason.EXITED;
import static dev.hvsdk.api.StateReason.SAVED;
import static dev.hvsdk.api.StateReason.SHUTDOWN;
import static dev.hvsdk.api.StateReason.USER;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import org.jspecify.annotations.Nullable;

/** The state machine of each family, with what the real hosts do where they differ. */
final class StateMachines {
    private static final Transitions KVM = kvm();
    private static final Transitions XEN = xen();
    private static final Transitions VSPHERE = vsphere();
    private static final Transitions CONTAINERS = containers();

    private StateMachines() {}

    static Transitions of(Family family) {
        return switch (family) {
            case KVM -> KVM;
            case XEN -> XEN;
            case VSPHERE -> VSPHERE;
            case CONTAINERS -> CONTAINERS;
        };
    }

    /**
     * QEMU by libvirt: a shutdown is seen under way; an orderly shutdown, a reboot and a pause need running CPUs
     * (qemuDomainShutdownFlags, qemuDomainReboot and qemuDomainSuspend in src/qemu/qemu_driver.c of libvirt); a crashed guest is
     * kept until it is destroyed (on_crash preserve).
     */
    private static Transitions kvm() {
        return machine()
                .when(RUNNING, Action.SHUTDOWN, to(SHUTTING_DOWN, USER), to(STOPPED, SHUTDOWN))
                .when(RUNNING, Action.REBOOT, to(RUNNING, BOOTED))
                .when(RUNNING, Action.RESET, to(RUNNING, BOOTED))
                .when(SHUTTING_DOWN, Action.STOP, to(STOPPED, DESTROYED))
                .build();
    }

    /** Xen by libxl: as KVM, but a reboot makes a new domain, so that the guest is seen stopped in between. */
    private static Transitions xen() {
        return machine()
                .when(RUNNING, Action.SHUTDOWN, to(STOPPED, SHUTDOWN))
                .when(RUNNING, Action.REBOOT, to(STOPPED, SHUTDOWN), to(RUNNING, BOOTED))
                .when(RUNNING, Action.RESET, to(STOPPED, DESTROYED), to(RUNNING, BOOTED))
                .build();
    }

    private static Transitions.Builder machine() {
        return Transitions.builder()
                .when(STOPPED, Action.START, to(RUNNING, BOOTED))
                .when(STOPPED, Action.UNDEFINE)
                .when(RUNNING, Action.STOP, to(STOPPED, DESTROYED))
                .when(RUNNING, Action.PAUSE, to(PAUSED, USER))
                .when(RUNNING, Action.SAVE, to(STOPPED, SAVED))
                .when(PAUSED, Action.RESUME, to(RUNNING, USER))
                .when(PAUSED, Action.SAVE, to(STOPPED, SAVED))
                .when(PAUSED, Action.STOP, to(STOPPED, DESTROYED))
                .when(SUSPENDED, Action.RESUME, to(RUNNING, USER))
                .when(SUSPENDED, Action.STOP, to(STOPPED, DESTROYED))
                .when(CRASHED, Action.STOP, to(STOPPED, DESTROYED));
    }

    /**
     * VMware vSphere: a pause is a suspension to disk; power operations other than power-on need a machine that is powered on
     * (InvalidPowerState of PowerOffVM_Task, RebootGuest and ShutdownGuest in the vSphere Web Services API); no reasons are told.
     * A crashed machine stands for one that is inaccessible: it can only be unregistered.
     */
    private static Transitions vsphere() {
        return Transitions.builder()
                .when(STOPPED, Action.START, to(RUNNING, null))
                .when(STOPPED, Action.UNDEFINE)
                .when(RUNNING, Action.SHUTDOWN, to(STOPPED, null))
                .when(RUNNING, Action.STOP, to(STOPPED, null))
                .when(RUNNING, Action.PAUSE, to(PAUSED, SAVED))
                .when(RUNNING, Action.REBOOT, to(RUNNING, null))
                .when(RUNNING, Action.RESET, to(RUNNING, null))
                .when(PAUSED, Action.RESUME, to(RUNNING, null))
                .when(CRASHED, Action.UNDEFINE)
                .build();
    }

    /**
     * Docker: a paused container can be stopped, killed and restarted, for the engine thaws it then; a dead one can only be
     * removed. A restart is a stop and a start. No container is ever suspended, or seen shutting down.
     */
    private static Transitions containers() {
        return Transitions.builder()
                .when(STOPPED, Action.START, to(RUNNING, BOOTED))
                .when(STOPPED, Action.UNDEFINE)
                .when(RUNNING, Action.SHUTDOWN, to(STOPPED, EXITED))
                .when(RUNNING, Action.STOP, to(STOPPED, DESTROYED))
                .when(RUNNING, Action.PAUSE, to(PAUSED, USER))
                .when(RUNNING, Action.REBOOT, to(STOPPED, EXITED), to(RUNNING, BOOTED))
                .when(PAUSED, Action.RESUME, to(RUNNING, USER))
                .when(PAUSED, Action.SHUTDOWN, to(STOPPED, EXITED))
                .when(PAUSED, Action.STOP, to(STOPPED, DESTROYED))
                .when(PAUSED, Action.REBOOT, to(STOPPED, EXITED), to(RUNNING, BOOTED))
                .when(CRASHED, Action.UNDEFINE)
                .build();
    }

    private static Step to(GuestState state, @Nullable StateReason reason) {
        return new Step(state, reason);
    }
}
