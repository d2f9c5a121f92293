/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what technology each guest runs, and in which mode of it: only its definition says it, which is read once and remembered until it changes.
 *
 * <p>Thread-safe.
 */
final class Technologies {
    private static final Pattern TYPE = Pattern.compile("<domain\\s(?:[^>]*?\\s)?type=['\"]([^'\"]*)['\"]");

    private static final Kind UNKNOWN = new Kind(Optional.empty(), Optional.empty());

    private final LibvirtFamily family;
    private final Map<GuestId, Kind> known = new ConcurrentHashMap<>();

    Technologies(LibvirtFamily family) {
        this.family = family;
    }

    /** What a definition says of how the guest runs. Immutable. */
    record Kind(Optional<Technology> technology, Optional<String> variant) {
        void addTo(GuestInfo.Builder info) {
            technology.ifPresent(info::technology);
            variant.ifPresent(info::variant);
        }
    }

    /** Of this guest; within a call that has its domain. */
    Kind of(GuestId id, long domain) {
        return findKnown(id).orElseGet(() -> remember(id, read(domain)));
    }

    private Kind remember(GuestId id, Kind kind) {
        if (kind.technology().isPresent()) {
            known.put(id, kind);
        }
        return kind;
    }

    /** Of this guest, as far as no call is needed for it. */
    Kind known(GuestId id) {
        return findKnown(id).orElse(UNKNOWN);
    }

    private Optional<Kind> findKnown(GuestId id) {
        return family.isMixed()
                ? Optional.ofNullable(known.get(id))
                : Optional.of(new Kind(family.technology(), Optional.empty()));
    }

    /** Whether what libvirt tells as the memory of a guest is what it uses at the moment. */
    boolean tellMemoryInUse() {
        return family.tellsMemoryInUse();
    }

    /** Its definition may have changed, or it is gone. */
    void forget(GuestId id) {
        known.remove(id);
    }

    private Kind read(long domain) {
        long xml = VirDomain.virDomainGetXMLDesc(domain, 0);
        if (xml == 0) {
            // It vanished; what reads the rest of it will see that.
            return UNKNOWN;
        }
        String text = Mem.text(xml);
        Mem.free(xml);
        Matcher type = TYPE.matcher(text);
        return type.find() ? new Kind(family.technology(type.group(1)), family.variant(text)) : UNKNOWN;
    }
}
