/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Writes guests into a recording. */
final class GuestJson {
    private final Hypervisor host;
    private final Masks masks;
    private final DeviceJson devices;
    private final HardwareJson hardware;
    private final BiConsumer<String, HypervisorException> unreadable;

    GuestJson(Hypervisor host, Masks masks, DeviceJson devices, BiConsumer<String, HypervisorException> unreadable) {
        this.host = host;
        this.masks = masks;
        this.devices = devices;
        this.hardware = new HardwareJson(masks);
        this.unreadable = unreadable;
    }

    static ObjectNode technology(Technology technology) {
        return Json.object()
                .put("id", technology.id())
                .put("approach", technology.approach().id());
    }

    ObjectNode write(GuestInfo info) {
        ObjectNode json = Json.object()
                .put("id", masks.serial("id", info.id().value()))
                .put("name", masks.name("guest", info.name()))
                .put("state", info.state().id());
        Json.put(json, "reason", info.reason().map(StateReason::id));
        info.technology().ifPresent(technology -> json.set("technology", technology(technology)));
        addSize(json, info);
        attempt(info, () -> addRest(json, host.guest(info.id())));
        return json;
    }

    private static void addSize(ObjectNode json, GuestInfo info) {
        Json.put(json, "vcpus", info.vcpus());
        Json.putBytes(json, "memoryBytes", info.memory());
        Json.putBytes(json, "maxMemoryBytes", info.maxMemory());
        Json.put(json, "cpuTime", info.cpuTime().map(Duration::toString));
        Json.put(json, "startedAt", info.startedAt().map(Instant::toString));
    }

    /** What takes further calls; each part that fails is told, and the others are there. */
    private void addRest(ObjectNode json, Guest guest) {
        GuestInfo info = guest.info();
        attempt(info, () -> guest.capability(Statistics.class).ifAvailable(it -> addCounters(json, it.read())));
        attempt(info, () -> guest.capability(Snapshots.class).ifAvailable(it -> addSnapshots(json, it)));
        attempt(info, () -> guest.capability(VirtualHardware.class).ifAvailable(it -> hardware.add(json, it)));
        attempt(info, () -> guest.capability(StateSaving.class).ifAvailable(it -> addSaved(json, it)));
        attempt(info, () -> guest.capability(DeviceAssignment.class).ifAvailable(it -> addDevices(json, it)));
        json.set("capabilities", capabilities(guest));
    }

    private void attempt(GuestInfo info, Runnable part) {
        try {
            part.run();
        } catch (HypervisorException e) {
            unreadable.accept("guest " + info.name(), e);
        }
    }

    private static void addCounters(ObjectNode json, GuestStatistics statistics) {
        json.put("disks", statistics.disks().size())
                .put("nics", statistics.nics().size());
    }

    private static void addSaved(ObjectNode json, StateSaving saving) {
        if (saving.isSaved()) {
            json.put("saved", true);
        }
    }

    private void addSnapshots(ObjectNode json, Snapshots snapshots) {
        Json.putObjects(json, "snapshots", snapshots.list(), this::snapshot);
        Json.put(json, "currentSnapshot", snapshots.current().map(current -> snapshotName(current.id())));
    }

    private ObjectNode snapshot(Snapshot snapshot) {
        // Where the host has both, the id stands for the name as well: it is the name on most.
        String name = masks.hidesNames() ? snapshotName(snapshot.id()) : snapshot.name();
        ObjectNode json = Json.object()
                .put("id", snapshotName(snapshot.id()))
                .put("name", name)
                .put("state", snapshot.state().id())
                .put("holdsMemory", snapshot.holdsMemory());
        Json.put(json, "createdAt", snapshot.createdAt().map(Instant::toString));
        Json.put(json, "parent", snapshot.parent().map(this::snapshotName));
        Json.put(json, "storage", snapshot.storage().map(SnapshotStorage::id));
        return json;
    }

    private String snapshotName(String id) {
        return masks.name("snapshot", id);
    }

    private void addDevices(ObjectNode json, DeviceAssignment assignment) {
        Json.putObjects(
                json,
                "devices",
                assignment.attached(),
                (PassthroughDevice device) ->
                        Json.object().put("kind", device.kind()).put("address", devices.address(device)));
    }

    private ObjectNode capabilities(Guest guest) {
        ObjectNode json = Json.object();
        Set<Class<? extends GuestCapability>> types = new LinkedHashSet<>(GuestAnswers.PORTABLE);
        guest.capabilities().stream()
                .sorted(Comparator.comparing(Class::getName))
                .forEach(types::add);
        types.forEach(
                type -> json.set(RecordedAnswers.nameOf(type), CapabilityJson.write(guest.capability(type), masks)));
        return json;
    }
}
