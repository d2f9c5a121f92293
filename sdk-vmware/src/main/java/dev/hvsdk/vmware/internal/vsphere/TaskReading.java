/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereTask;
import dev.hvsdk.vmware.VsphereTaskState;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.Faults;
import dev.hvsdk.vmware.internal.soap.SoapFault;

/** A task as {@code TaskInfo} tells it. */
final class TaskReading {
    private static final String ERROR = "error";

    private TaskReading() {}

    static VsphereTask of(Element info, ErrorFactory about) {
        VsphereTaskState state = state(info, about);
        // Tasks of the server's own have no name, only what they are described by.
        String name = info.text("name").or(() -> info.text("descriptionId")).orElse("task");
        String id = info.text("key").orElseThrow(() -> about.hostFailure("the server tells of a task without a key"));
        VsphereTask.Builder task = VsphereTask.builder(id, name, state);
        info.text("entityName").map(GuestReading::unescaped).ifPresent(task::subject);
        info.ref("entity")
                .filter(ref -> ref.type().equals(Vsphere.GUEST))
                .map(ref -> GuestId.of(ref.value()))
                .ifPresent(task::guest);
        info.text("reason", "userName").ifPresent(task::user);
        info.number("progress").ifPresent(percent -> task.percent(percent.intValue()));
        times(info, task);
        if (state == VsphereTaskState.FAILED) {
            task.failure(Faults.error(fault(info), about.operation(name)));
        }
        return task.build();
    }

    private static void times(Element info, VsphereTask.Builder task) {
        info.text("queueTime").flatMap(GuestReading::time).ifPresent(task::queuedAt);
        info.text("startTime").flatMap(GuestReading::time).ifPresent(task::startedAt);
        info.text("completeTime").flatMap(GuestReading::time).ifPresent(task::endedAt);
    }

    private static VsphereTaskState state(Element info, ErrorFactory about) {
        boolean isCancelled = info.flag("cancelled").orElse(false);
        String state = info.text("state").orElse("");
        return switch (state) {
            case "queued" -> VsphereTaskState.QUEUED;
            case "running" -> VsphereTaskState.RUNNING;
            case "success" -> VsphereTaskState.DONE;
            case ERROR -> isCancelled ? VsphereTaskState.CANCELLED : VsphereTaskState.FAILED;
            default -> throw about.hostFailure("the server tells a state of a task that is not known: " + state);
        };
    }

    private static SoapFault fault(Element info) {
        return SoapFault.of(
                info.find(ERROR, "fault").orElseGet(() -> Element.of("TaskFailed")),
                info.text(ERROR, "localizedMessage").orElse(""));
    }
}
