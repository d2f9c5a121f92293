/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
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
 * By what technology each guest runs: only its definition says it, which is read once and remembered until it changes.
 *
 * <p>Thread-safe.
 */
final class Technologies {
    private static final Pattern TYPE = Pattern.compile("<domain\\s(?:[^>]*?\\s)?type=['\"]([^'\"]*)['\"]");

    private final LibvirtFamily family;
    private final Map<GuestId, Technology> known = new ConcurrentHashMap<>();

    Technologies(LibvirtFamily family) {
        this.family = family;
    }

    /** Of this guest; within a call that has its domain. */
    Optional<Technology> of(GuestId id, long domain) {
        return family.isMixed() ? known(id).or(() -> remember(id, read(domain))) : family.technology();
    }

    private Optional<Technology> remember(GuestId id, Optional<Technology> technology) {
        technology.ifPresent(read -> known.put(id, read));
        return technology;
    }

    /** Of this guest, if no call is needed for it. */
    Optional<Technology> known(GuestId id) {
        return family.isMixed() ? Optional.ofNullable(known.get(id)) : family.technology();
    }

    /** Whether what libvirt tells as the memory of a guest is what it uses at the moment. */
    boolean tellMemoryInUse() {
        return family.tellsMemoryInUse();
    }

    /** Its definition may have changed, or it is gone. */
    void forget(GuestId id) {
        known.remove(id);
    }

    private Optional<Technology> read(long domain) {
        long xml = VirDomain.virDomainGetXMLDesc(domain, 0);
        if (xml == 0) {
            // It vanished; what reads the rest of it will see that.
            return Optional.empty();
        }
        String text = Mem.text(xml);
        Mem.free(xml);
        Matcher type = TYPE.matcher(text);
        return type.find() ? family.technology(type.group(1)) : Optional.empty();
    }
}
