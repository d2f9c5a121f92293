/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereCounter;
import dev.hvsdk.vmware.VspherePerformance;
import dev.hvsdk.vmware.VsphereSample;
import dev.hvsdk.vmware.VsphereSamples;
import dev.hvsdk.vmware.internal.session.Calls;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import dev.hvsdk.vmware.internal.soap.SoapFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the server's {@code PerformanceManager} for many guests at once. Thread-safe. */
final class PerformanceReader implements VspherePerformance {
    private static final String COUNTERS = "perfCounter";

    /** What hosts keep themselves, in memory, for an hour; what is coarser is in vCenter's database. */
    private static final int INTERVAL_SECONDS = 20;

    /** So that an answer stays small, and a busy server does not give up: at most so many guests in a call. */
    private static final int GUESTS_OF_A_CALL = 100;

    private static final List<String> USUAL = List.of(
            "cpu.usage.average",
            "cpu.used.summation",
            "cpu.ready.summation",
            "mem.active.average",
            "mem.consumed.average",
            "virtualDisk.read.average",
            "virtualDisk.write.average",
            "net.received.average",
            "net.transmitted.average");

    private final Vsphere vsphere;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    PerformanceReader(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    /** What was read in a login. */
    private record Known(int login, Counters counters) {}

    @Override
    public List<VsphereCounter> counters() {
        return counters(vsphere.errors("list counters")).all();
    }

    @Override
    public VsphereSamples read(GuestQuery query) {
        ErrorFactory about = vsphere.errors("read performance");
        Counters counters = counters(about);
        List<Long> numbers =
                USUAL.stream().flatMap(name -> counters.number(name).stream()).toList();
        return read(query, counters, numbers, about);
    }

    @Override
    public VsphereSamples read(GuestQuery query, Collection<String> names) {
        ErrorFactory about = vsphere.errors("read performance");
        Counters counters = counters(about);
        List<Long> numbers = names.stream()
                .distinct()
                .map(name -> counters.number(name).orElseThrow(() -> unknown(name, about)))
                .toList();
        return read(query, counters, numbers, about);
    }

    private static RuntimeException unknown(String name, ErrorFactory about) {
        return about.remedy("counters() lists those that there are")
                .notFound("the server has no counter of the name " + name);
    }

    /** The server's numbers for them; another server may stand there after the next login. */
    private Counters counters(ErrorFactory about) {
        int login = vsphere.session().<Integer>run(about, Calls::login);
        Known before = known.get();
        if (before != null && before.login() == login) {
            return before.counters();
        }
        Counters now = new Counters(vsphere.properties()
                .of(manager(), about, COUNTERS)
                .find(COUNTERS)
                .orElseThrow(() -> about.permissionDenied("the server does not tell its counters")));
        known.set(new Known(login, now));
        return now;
    }

    private ManagedRef manager() {
        return vsphere.session().content().manager("perfManager");
    }

    private VsphereSamples read(GuestQuery query, Counters counters, List<Long> numbers, ErrorFactory about) {
        List<Listed> all = vsphere.properties()
                .all(Vsphere.GUEST, GuestReading.PATHS, about, content -> Optional.of(Listed.of(content, vsphere)));
        List<UnreadableGuest> incomplete =
                all.stream().flatMap(one -> one.unreadable().stream()).toList();
        List<ManagedRef> guests = all.stream()
                .flatMap(one -> one.guest().stream())
                .filter(guest -> guest.state() == GuestState.RUNNING && query.matches(guest))
                .map(GuestInfo::id)
                .map(Vsphere::guest)
                .toList();
        return new VsphereSamples(samples(guests, counters, numbers, about), incomplete);
    }

    private Map<GuestId, VsphereSample> samples(
            List<ManagedRef> guests, Counters counters, List<Long> numbers, ErrorFactory about) {
        Map<GuestId, VsphereSample> samples = new LinkedHashMap<>();
        if (numbers.isEmpty()) {
            return samples;
        }
        List<Element> metrics =
                numbers.stream().flatMap(PerformanceReader::metrics).toList();
        for (int from = 0; from < guests.size(); from += GUESTS_OF_A_CALL) {
            List<ManagedRef> some = guests.subList(from, Math.min(from + GUESTS_OF_A_CALL, guests.size()));
            samples.putAll(vsphere.session().run(about, calls -> {
                return ofThoseThere(calls, new LinkedHashSet<>(some), metrics, new SampleReading(counters));
            }));
        }
        return samples;
    }

    /** Of the guest as a whole, and of each part that it has: some counters have only the one, some only the other. */
    private static Stream<Element> metrics(long number) {
        return Stream.of("", "*")
                .map(instance -> Element.of(
                        "metricId", Element.ofNumber("counterId", number), Element.ofText("instance", instance)));
    }

    /** The server names one that is gone, and gives nothing at all. */
    private Map<GuestId, VsphereSample> ofThoseThere(
            Calls calls, Set<ManagedRef> left, List<Element> metrics, SampleReading reading) {
        while (!left.isEmpty()) {
            try {
                return query(calls, left, metrics, reading);
            } catch (SoapFault fault) {
                if (!fault.gone().map(left::remove).orElse(false)) {
                    throw fault;
                }
            }
        }
        return Map.of();
    }

    private Map<GuestId, VsphereSample> query(
            Calls calls, Set<ManagedRef> guests, List<Element> metrics, SampleReading reading) {
        Map<GuestId, VsphereSample> samples = new LinkedHashMap<>();
        Element[] specs = guests.stream().map(guest -> spec(guest, metrics)).toArray(Element[]::new);
        Element ignored = calls.send(
                manager(),
                "QueryPerf",
                "returnval",
                one -> one.ref("entity")
                        .map(ManagedRef::value)
                        .map(GuestId::of)
                        .ifPresent(id -> reading.of(one).ifPresent(sample -> samples.put(id, sample))),
                specs);
        return samples;
    }

    private static Element spec(ManagedRef guest, List<Element> metrics) {
        List<Element> parts = new ArrayList<>(List.of(guest.as("entity"), Element.ofNumber("maxSample", 1)));
        parts.addAll(metrics);
        parts.add(Element.ofNumber("intervalId", INTERVAL_SECONDS));
        parts.add(Element.ofText("format", "normal"));
        return Element.of("querySpec", parts);
    }
}
