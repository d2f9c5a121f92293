/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a recording says, understood as a whole. Immutable. */
record RecordedHost(Instant time, Blueprint blueprint, List<RecordedGuest> guests) {
    /** Throws {@link dev.hvsdk.api.HypervisorException.HostFailure} where the document is damaged. */
    static RecordedHost read(Fields json) {
        Instant time = json.parsed("recordedAt", Instant::parse);
        Fields host = json.object("host");
        Technology technology = technology(host);
        Family family = familyOf(technology);
        List<RecordedGuest> guests = json.objects("guests").stream()
                .map(guest -> RecordedGuest.read(guest, family, time))
                .toList();
        refuseTwins(guests);
        Blueprint.Identity identity =
                new Blueprint.Identity(host.text("product"), host.textOrNull("version"), technology);
        Hardware hardware = hardware(json, host, guests);
        return new RecordedHost(time, new Blueprint(family, identity, hardware, answers(host, guests)), guests);
    }

    static @Nullable Technology technology(Fields json) {
        if (!json.has("technology")) {
            return null;
        }
        Fields technology = json.object("technology");
        Approach approach = technology.parsed("approach", Json.constant(Approach.class, Approach::id));
        return technology.parsed("id", id -> Technology.of(id, approach));
    }

    /** The family whose guests behave most like those of this technology. */
    private static Family familyOf(@Nullable Technology technology) {
        if (Technology.XEN.equals(technology)) {
            return Family.XEN;
        }
        if (Technology.VMWARE.equals(technology)) {
            return Family.VSPHERE;
        }
        boolean isContainer = technology != null && technology.approach() == Approach.OS_LEVEL;
        return isContainer ? Family.CONTAINERS : Family.KVM;
    }

    private static void refuseTwins(List<RecordedGuest> guests) {
        Set<GuestId> seen = new HashSet<>();
        guests.stream()
                .map(guest -> guest.record().id())
                .filter(Predicate.not(seen::add))
                .findFirst()
                .ifPresent(twin -> {
                    throw Fields.damage("two guests have the id " + twin);
                });
    }

    private static Hardware hardware(Fields json, Fields host, List<RecordedGuest> guests) {
        Set<String> given = new HashSet<>();
        guests.forEach(guest -> given.addAll(guest.devices()));
        List<PassthroughDevice> devices = json.objects("devices").stream()
                .map(DeviceJson::read)
                .map(device -> given.contains(keyOf(device)) ? DeviceViews.free(device) : device)
                .toList();
        MemorySize memory = host.bytesOrNull("memoryBytes");
        return new Hardware(
                host.textOrNull("name"),
                MachineJson.cpu(host.object("cpu")),
                memory,
                reserved(memory, host.bytesOrNull("freeMemoryBytes"), guests),
                json.objects("features").stream().map(MachineJson::feature).toList(),
                devices);
    }

    /** What was neither free nor the memory of guests; less than nothing where the host shares pages between them. */
    private static long reserved(@Nullable MemorySize memory, @Nullable MemorySize free, List<RecordedGuest> guests) {
        if (memory == null || free == null) {
            return 0;
        }
        long used = guests.stream()
                .filter(guest -> guest.record().run().isActive())
                .mapToLong(guest -> guest.record().config().memoryBytes())
                .sum();
        return memory.toBytes() - free.toBytes() - used;
    }

    static String keyOf(PassthroughDevice device) {
        return device.kind() + " " + device.address();
    }

    private static RecordedAnswers answers(Fields host, List<RecordedGuest> guests) {
        Map<GuestId, RecordedAnswers.OfGuest> ofGuests = new HashMap<>();
        guests.forEach(guest -> ofGuests.put(
                guest.record().id(), new RecordedAnswers.OfGuest(guest.record().state(), guest.refusals())));
        return new RecordedAnswers(CapabilityJson.refusals(host.object("capabilities")), ofGuests);
    }

    /** A host in this state, whose clock begins at the time of the recording. */
    HostCore play() {
        HostCore core = new HostCore(blueprint, FakeClock.startingAt(time));
        for (RecordedGuest guest : guests) {
            List<PassthroughDevice> owned = blueprint.hardware().devices().stream()
                    .filter(device -> guest.devices().contains(keyOf(device)))
                    .toList();
            core.adopt(guest.record(), owned);
        }
        return core;
    }
}
