/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A libvirt document, or a part of one, as typed readings of its XML.
 *
 * <p>A reading never fails: what is not there, or cannot be read as its type, is empty. {@link #element()} has all that the
 * readings do not model. Two of the same type are equal if their XML means the same. Implementations are immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class LibvirtXml
        permits CapabilitiesXml,
                CapabilitiesXml.Cell,
                CapabilitiesXml.Guest,
                CapabilitiesXml.Machine,
                CpuXml,
                DeviceAddressXml,
                DiskSourceXml,
                DomainCapabilitiesXml,
                DomainCapabilitiesXml.CpuModel,
                DomainDevice,
                DomainXml,
                NetworkXml,
                NodeDeviceXml,
                OsXml,
                SnapshotXml,
                SnapshotXml.Disk,
                StoragePoolXml,
                StorageVolumeXml {
    private final XmlDocument document;

    LibvirtXml(XmlDocument document) {
        this.document = document;
    }

    LibvirtXml(XmlElement element) {
        this(XmlDocument.of(element));
    }

    final XmlDocument document() {
        return document;
    }

    /** The root element, with all that is in it. */
    public final XmlElement element() {
        return document.root();
    }

    /** The document as text, as libvirt takes it, with whatever secrets it holds. */
    public final String toXml() {
        return document.toXml();
    }

    final Optional<String> attribute(String name) {
        return element().attribute(name);
    }

    /** An attribute of the first child of this name. */
    final Optional<String> attribute(String child, String name) {
        return element().child(child).flatMap(found -> found.attribute(name));
    }

    /** The text of the first child of this name, unless it is blank. */
    final Optional<String> text(String child) {
        return element().child(child).map(XmlElement::text).filter(text -> !text.isBlank());
    }

    final OptionalInt number(String child, String name) {
        return Values.integer(attribute(child, name));
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof LibvirtXml that
                && getClass() == that.getClass()
                && element().equals(that.element());
    }

    @Override
    public final int hashCode() {
        return element().hashCode();
    }

    /** What it is, without its content, which may hold secrets. */
    @Override
    public String toString() {
        return element().toString();
    }
}
