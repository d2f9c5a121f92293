/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which names libvirt refuses for domains; all others it keeps unchanged. */
final class DomainNames {
    /** NAME_MAX of Linux is 255 bytes, of which libvirt needs four: the definition is kept in NAME.xml. */
    private static final int MAX_BYTES = 251;

    private DomainNames() {}

    /** Why libvirt would refuse the name; empty if it would not. */
    static Optional<String> objection(String name) {
        if (name.indexOf('/') >= 0) {
            return Optional.of("a name cannot contain '/'");
        }
        if (name.chars().anyMatch(character -> character < ' ' && character != '\t')) {
            return Optional.of("a name cannot contain control characters");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            return Optional.of("a name has at most " + MAX_BYTES + " bytes, this one " + bytes);
        }
        return XmlCharacters.objection(name);
    }
}
