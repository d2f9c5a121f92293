/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;

/** What the engines have no notion of, each with the reason, and with what there is in its place. */
final class NoNotion {
    private NoNotion() {}

    static CapabilityTable<HostContext, GuestContext> table() {
        return CapabilityTable.<HostContext, GuestContext>builder()
                .host(
                        HostFeatures.class,
                        host -> none(
                                "the engine's API tells no features of its host's CPUs",
                                "ask HostInspector of sdk-host on that machine"))
                .host(
                        DeviceControl.class,
                        host -> none(
                                "a container shares the host's drivers: no device is taken from them",
                                "give a container the device's node when it is made"))
                .guest(
                        DeviceAssignment.class,
                        guest -> none(
                                "a container is given its devices when it is made, and keeps them",
                                "make another one with GuestSpec.Builder.device()"))
                .guest(
                        GuestAgent.class,
                        guest -> none(
                                "a container has no agent: the host sees its processes and files itself",
                                "run commands with GuestExec"))
                .guest(
                        LiveMigration.class,
                        guest -> none(
                                "the engine moves no running container to another host",
                                "make it there from the same image, with its volumes"))
                .guest(StateSaving.class, guest -> checkpoint())
                .guest(
                        VirtualHardware.class,
                        guest -> none(
                                "a container has no disks and cards of its own, and keeps the mounts that it was made with",
                                "make another one with ContainerOptions.Builder.mount()"))
                .build();
    }

    private static <C> Support<C> none(String why, String remedy) {
        return Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, why, remedy);
    }

    /** The technology could do this one. */
    private static Support<StateSaving> checkpoint() {
        return Support.unavailable(
                Support.Reason.NOT_IMPLEMENTED,
                "checkpoints by CRIU are an experiment of the engines, which this backend does not use",
                "pause() it, which keeps its memory while the host runs");
    }
}
