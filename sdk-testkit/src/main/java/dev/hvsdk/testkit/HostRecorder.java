/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.FeatureReport;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Records what a host is, by reading it through the API alone: nothing is changed.
 *
 * <p>Only what {@code docs/recording.md} lists is recorded. URIs, credentials, descriptions of snapshots, definitions and what
 * guests write never are. What could not be read is in the document with its reason. Not thread-safe: made for one recording.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostRecorder {
    private final Hypervisor host;
    private final Masks masks;
    private final DeviceJson devices;
    private final List<ObjectNode> unreadable = new ArrayList<>();

    private HostRecorder(Hypervisor host, Set<RecordingMask> masks) {
        this.host = host;
        this.masks = new Masks(masks);
        this.devices = new DeviceJson(this.masks);
    }

    /**
     * Records the host with its names and serials.
     *
     * @throws HypervisorException if the host's software, machine or list of guests cannot be read
     */
    public static Recording record(Hypervisor hypervisor) {
        return record(hypervisor, Set.of());
    }

    /**
     * Records the host, without what is masked.
     *
     * @throws HypervisorException if the host's software, machine or list of guests cannot be read
     */
    public static Recording record(Hypervisor hypervisor, Set<RecordingMask> masks) {
        Clock clock = hypervisor instanceof FakeConnection fake ? fake.clock() : Clock.systemUTC();
        return Recording.of(new HostRecorder(hypervisor, masks).document(clock.instant()));
    }

    private ObjectNode document(Instant now) {
        // All names first, so that no text mentions one that is masked later.
        HostInfo machine = host.host();
        GuestListing guests = host.guests();
        machine.name().ifPresent(name -> masks.name("host", name));
        guests.forEach(guest -> {
            masks.name("guest", guest.name());
            masks.serial("id", guest.id().value());
        });
        ObjectNode json = Json.object().put("format", Recording.FORMAT).put("recordedAt", now.toString());
        json.set("host", hostJson(host.info(), machine));
        Json.putObjects(json, "features", features(), (FeatureReport report) -> MachineJson.feature(report, masks));
        Json.putObjects(json, "devices", attempt("devices", host::devices, List.of()), devices::write);
        GuestJson guestJson = new GuestJson(host, masks, devices, this::unreadable);
        Json.putObjects(json, "guests", guests.asList(), guestJson::write);
        guests.incomplete().forEach(guest -> unreadable("guest " + guest.id(), guest.why()));
        Json.putObjects(json, "unreadable", unreadable, (ObjectNode entry) -> entry);
        return json;
    }

    private ObjectNode hostJson(HypervisorInfo info, HostInfo machine) {
        ObjectNode json = Json.object().put("backend", info.backend()).put("scheme", scheme(info));
        json.put("product", info.product());
        Json.put(json, "version", info.version());
        info.technology().ifPresent(technology -> json.set("technology", GuestJson.technology(technology)));
        Json.put(json, "name", machine.name().map(name -> masks.name("host", name)));
        Json.putBytes(json, "memoryBytes", machine.memory());
        Json.putBytes(json, "freeMemoryBytes", machine.freeMemory());
        json.set("cpu", MachineJson.cpu(machine.cpu()));
        json.set("capabilities", capabilities());
        return json;
    }

    /** Of the URI only this: the rest names users and machines. */
    private static String scheme(HypervisorInfo info) {
        String uri = info.uri();
        return uri.substring(0, Math.max(0, uri.indexOf(':')));
    }

    private List<FeatureReport> features() {
        return attempt(
                "features",
                () -> host.capability(HostFeatures.class)
                        .asOptional()
                        .map(HostFeatures::reports)
                        .orElse(List.of()),
                List.of());
    }

    private ObjectNode capabilities() {
        ObjectNode json = Json.object();
        Set<Class<? extends HostCapability>> types = new LinkedHashSet<>(HostAnswers.PORTABLE);
        host.capabilities().stream()
                .sorted(Comparator.comparing(Class::getName))
                .forEach(types::add);
        types.forEach(
                type -> json.set(RecordedAnswers.nameOf(type), CapabilityJson.write(host.capability(type), masks)));
        return json;
    }

    private <T> T attempt(String what, Supplier<T> reading, T otherwise) {
        try {
            return reading.get();
        } catch (HypervisorException e) {
            unreadable(what, e);
            return otherwise;
        }
    }

    private void unreadable(String what, HypervisorException why) {
        unreadable.add(Json.object().put("what", masks.text(what)).put("why", masks.text(why.detail())));
    }
}
