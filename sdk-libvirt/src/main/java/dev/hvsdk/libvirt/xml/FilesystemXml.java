/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A directory, file or block device of the host that a domain mounts: the root of a container, a share of a machine.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FilesystemXml extends DomainDevice {
    private static final List<String> ORDER = List.of("driver", "binary", "source", "target", "readonly", "address");

    FilesystemXml(XmlElement element) {
        super(element);
    }

    /**
     * A directory of the host.
     *
     * @param directory where it is on the host
     * @param target the mount point in a container, the tag by which a machine mounts it
     */
    public static FilesystemXml mount(String directory, String target) {
        return new FilesystemXml(XmlElement.of("filesystem")
                .withAttribute("type", "mount")
                .withChild(XmlElement.of("source").withAttribute("dir", directory))
                .withChild(XmlElement.of("target").withAttribute("dir", target)));
    }

    /** What it is made of: {@code mount}, {@code file}, {@code block}, {@code ram}, {@code template}, {@code bind}. */
    public String type() {
        return attribute("type").orElse("mount");
    }

    /** How its owners and modes are kept: {@code passthrough}, {@code mapped}, {@code squash}. */
    public Optional<String> accessMode() {
        return attribute("accessmode");
    }

    /** The driver: {@code virtiofs}, {@code path}, {@code nbd}, {@code loop}. */
    public Optional<String> driver() {
        return attribute("driver", "type");
    }

    /** Where it is on the host. */
    public Optional<String> source() {
        return attribute("source", "dir")
                .or(() -> attribute("source", "file"))
                .or(() -> attribute("source", "dev"))
                .or(() -> attribute("source", "name"));
    }

    /** The mount point in a container, the tag in a machine. */
    public Optional<String> target() {
        return attribute("target", "dir");
    }

    /** Whether the guest may only read it. */
    public boolean readOnly() {
        return element().child("readonly").isPresent();
    }

    /** The same with a mode of access: {@code passthrough}, {@code mapped}, {@code squash}. */
    public FilesystemXml withAccessMode(String mode) {
        return new FilesystemXml(element().withAttribute("accessmode", mode));
    }

    /** The same with a driver: {@code virtiofs}, {@code path}. */
    public FilesystemXml withDriver(String driver) {
        return with(XmlElement.of("driver").withAttribute("type", driver));
    }

    /** The same, that the guest may only read or may write. */
    public FilesystemXml withReadOnly(boolean readOnly) {
        return readOnly
                ? with(XmlElement.of("readonly"))
                : new FilesystemXml(element().withoutChildren("readonly"));
    }

    private FilesystemXml with(XmlElement child) {
        return new FilesystemXml(ordered(element(), child, ORDER));
    }

    /** Such as {@code filesystem /}. */
    @Override
    public String toString() {
        return kind() + target().map(place -> " " + place).orElse("");
    }
}
