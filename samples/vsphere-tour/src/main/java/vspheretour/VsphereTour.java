/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package vspheretour;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.vmware.VsphereChange;
import dev.hvsdk.vmware.VsphereCloneSpec;
import dev.hvsdk.vmware.VsphereConsole;
import dev.hvsdk.vmware.VsphereGuestOperations;
import dev.hvsdk.vmware.VspherePlace;
import dev.hvsdk.vmware.VsphereProgram;
import dev.hvsdk.vmware.VsphereServer;
import dev.hvsdk.vmware.VsphereTasks;
import java.net.URI;

/** The code of the guide to vSphere, so that it has been compiled. */
final class VsphereTour {
    private VsphereTour() {}

    static void placements() {
        try (Hypervisor vcenter = Hypervisors.load().open("vsphere://operator@vcenter.example/")) {
            VsphereServer server = vcenter.capability(VsphereServer.class).require();
            server.placements().forEach((guest, place) -> System.out.println(guest + " " + place.path()));
        }
    }

    static GuestInfo copy(Guest template) {
        VsphereCloneSpec spec = VsphereCloneSpec.builder("web-7")
                .place(VspherePlace.builder()
                        .folder("/Paris/vm/web")
                        .resourcePool("cluster-1")
                        .datastore("fast")
                        .build())
                .start(true)
                .build();
        VsphereTasks tasks = template.capability(VsphereTasks.class).require();
        Operation<GuestInfo> clone = tasks.makeClone(spec).onProgress(System.out::println);
        return clone.await();
    }

    static GuestInfo linked(Guest guest, Snapshot base) {
        VsphereCloneSpec spec =
                VsphereCloneSpec.builder("trial").snapshot(base.id()).build();
        return guest.capability(VsphereTasks.class).require().makeClone(spec).await();
    }

    static void prepare(VsphereTasks tasks) {
        tasks.relocate(VspherePlace.builder().host("esx2.example").build()).await();
        tasks.reconfigure(VsphereChange.builder()
                        .note("front of the shop")
                        .option("guestinfo.role", "front")
                        .nested(true)
                        .build())
                .await();
    }

    static void tasks(Hypervisor vcenter) {
        VsphereServer server = vcenter.capability(VsphereServer.class).require();
        server.recentTasks().forEach(System.out::println);
    }

    static long inside(Guest guest, char[] password) {
        Credentials user = Credentials.of("deploy", password);
        VsphereGuestOperations inside =
                guest.capability(VsphereGuestOperations.class).require();
        VsphereProgram program = VsphereProgram.builder("/bin/sh")
                .arguments("-c 'uname -a > /tmp/kernel'")
                .build();
        return inside.start(user, program).await();
    }

    static URI screen(Guest guest) {
        return guest.capability(VsphereConsole.class).require().ticket().address();
    }
}
