/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * A snapshot of a domain: what to take, or libvirt's description of one.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SnapshotXml extends LibvirtXml {
    private static final List<String> ORDER = List.of(
            "name", "description", "state", "parent", "creationTime", "memory", "disks", "domain", "inactiveDomain");

    /**
     * Where a part of a snapshot is kept. Immutable.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Place {
        /** In the image of a disk itself. */
        INTERNAL,
        /** In a file of its own. */
        EXTERNAL,
        /** By the storage, which was asked to by somebody else. */
        MANUAL,
        /** Nowhere: this part is not in the snapshot. */
        NO
    }

    /** A disk in a snapshot. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Disk extends LibvirtXml {
        private Disk(XmlElement element) {
            super(element);
        }

        /** The target of the disk, such as {@code vda}. */
        public Optional<String> target() {
            return attribute("name");
        }

        /** Where its state is kept; empty for the choice of libvirt. */
        public Optional<Place> place() {
            return placeOf(attribute("snapshot"));
        }

        /** The new file that the guest writes to from then on, if the state is kept by leaving the old one alone. */
        public Optional<String> file() {
            return attribute("source", "file").or(() -> attribute("source", "dev"));
        }

        /** The format of the new file. */
        public Optional<String> format() {
            return attribute("driver", "type");
        }
    }

    private SnapshotXml(XmlDocument document) {
        super(document);
    }

    private SnapshotXml(XmlElement element) {
        super(element);
    }

    /** Reads a snapshot; throws {@link MalformedXmlException} if the text is no XML, has a DTD, or its root is another. */
    public static SnapshotXml parse(String xml) {
        return new SnapshotXml(XmlDocument.parse(xml, "domainsnapshot"));
    }

    /** A snapshot to be taken, of which libvirt chooses all but the name. */
    public static SnapshotXml create(String name) {
        return new SnapshotXml(XmlElement.of("domainsnapshot").withChild(XmlElement.of("name", name)));
    }

    /**
     * What the API asks for, internal where it holds memory.
     *
     * <p>Without memory it says so, which libvirt takes for running domains with the flag for disks only.
     */
    public static SnapshotXml of(SnapshotSpec spec) {
        SnapshotXml named = create(spec.name());
        SnapshotXml described = spec.description().map(named::withDescription).orElse(named);
        return described.withMemory(spec.withMemory() ? Place.INTERNAL : Place.NO);
    }

    /** The name. */
    public Optional<String> name() {
        return text("name");
    }

    /** What its maker wrote about it. */
    public Optional<String> description() {
        return text("description");
    }

    /** The state of the domain in libvirt's words: {@code running}, {@code shutoff}, {@code disk-snapshot}. */
    public Optional<String> state() {
        return text("state").map(String::strip);
    }

    /** The state of the domain; stopped for a snapshot of the disks alone, from which it starts anew. */
    public Optional<GuestState> guestState() {
        return state().flatMap(word -> Optional.ofNullable(
                switch (word) {
                    case "running", "blocked" -> GuestState.RUNNING;
                    case "paused" -> GuestState.PAUSED;
                    case "pmsuspended" -> GuestState.SUSPENDED;
                    case "shutdown" -> GuestState.SHUTTING_DOWN;
                    case "shutoff", "disk-snapshot" -> GuestState.STOPPED;
                    case "crashed" -> GuestState.CRASHED;
                    default -> null;
                }));
    }

    /** When it was taken. */
    public Optional<Instant> createdAt() {
        OptionalLong seconds = Values.number(text("creationTime"));
        try {
            return seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : Optional.empty();
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    /** The name of the snapshot that it descends from. */
    public Optional<String> parent() {
        return element().child("parent").flatMap(parent -> parent.child("name")).map(XmlElement::text);
    }

    /** Where the memory is kept; empty if the XML does not say. */
    public Optional<Place> memory() {
        return placeOf(attribute("memory", "snapshot"))
                .or(() -> attribute("memory", "file").map(file -> Place.EXTERNAL));
    }

    /** The file of the memory, if it has one of its own. */
    public Optional<String> memoryFile() {
        return attribute("memory", "file");
    }

    /** Whether it holds the memory of a running domain, so that the guest goes on where it was. */
    public boolean holdsMemory() {
        return memory().map(place -> place != Place.NO)
                .orElseGet(() -> guestState().filter(GuestState::isActive).isPresent());
    }

    /** The disks that the XML mentions. */
    public List<Disk> disks() {
        return element().child("disks").stream()
                .flatMap(disks -> disks.children("disk").stream())
                .map(Disk::new)
                .toList();
    }

    /** The definition of the domain when it was taken. */
    public Optional<DomainXml> domain() {
        return element().child("domain").map(DomainXml::new);
    }

    private static Optional<Place> placeOf(Optional<String> word) {
        return word.flatMap(place -> Optional.ofNullable(
                switch (place) {
                    case "internal" -> Place.INTERNAL;
                    case "external" -> Place.EXTERNAL;
                    case "manual" -> Place.MANUAL;
                    case "no" -> Place.NO;
                    default -> null;
                }));
    }

    private static String word(Place place) {
        return place.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The same with a description. */
    public SnapshotXml withDescription(String description) {
        return withElement(XmlElement.of("description", description));
    }

    /** The same with the memory in the image of a disk, or nowhere. */
    public SnapshotXml withMemory(Place place) {
        return withElement(XmlElement.of("memory").withAttribute("snapshot", word(place)));
    }

    /** The same with the memory in a file of the host. */
    public SnapshotXml withMemoryFile(String path) {
        return withElement(
                XmlElement.of("memory").withAttribute("snapshot", "external").withAttribute("file", path));
    }

    /** The same with the state of a disk kept in this place, or left out. */
    public SnapshotXml withDisk(String target, Place place) {
        return withDisk(XmlElement.of("disk").withAttribute("name", target).withAttribute("snapshot", word(place)));
    }

    /** The same with a disk that goes on in a new file of this format ({@code qcow2}), the old one being the snapshot. */
    public SnapshotXml withExternalDisk(String target, String file, String format) {
        return withDisk(XmlElement.of("disk")
                .withAttribute("name", target)
                .withAttribute("snapshot", "external")
                .withChild(XmlElement.of("driver").withAttribute("type", format))
                .withChild(XmlElement.of("source").withAttribute("file", file)));
    }

    private SnapshotXml withDisk(XmlElement disk) {
        XmlElement disks = element().child("disks").orElseGet(() -> XmlElement.of("disks"));
        return withElement(disks.withChild(disk));
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public SnapshotXml withElement(XmlElement child) {
        return new SnapshotXml(document().withRoot(Ordering.put(element(), child, ORDER)));
    }

    /** The same without what nobody may see; see {@link XmlElement#redacted()}. */
    public SnapshotXml redacted() {
        return new SnapshotXml(document().withRoot(element().redacted()));
    }

    /** The API's reading of it. */
    public Snapshot toSnapshot() {
        String name = name().orElse("");
        Snapshot.Builder snapshot = Snapshot.builder(name, name, guestState().orElse(GuestState.STOPPED))
                .holdsMemory(holdsMemory());
        description().ifPresent(snapshot::description);
        createdAt().ifPresent(snapshot::createdAt);
        parent().ifPresent(snapshot::parent);
        return snapshot.build();
    }

    /** Such as {@code snapshot before-upgrade}. */
    @Override
    public String toString() {
        return "snapshot" + name().map(known -> " " + known).orElse("");
    }
}
