/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names the hosts of a family refuse; all others they keep unchanged, whatever is in them. */
final class NameRules {
    /** NAME_MAX of Linux is 255 bytes, of which libvirt needs four: the definition is kept in NAME.xml. */
    private static final int MAX_LIBVIRT_BYTES = 251;

    /** The limit of a virtual machine's name in vSphere (VirtualMachineConfigSpec.name), in characters. */
    private static final int MAX_VSPHERE_LENGTH = 80;

    /** RestrictedNameChars of Docker, in daemon/names/names.go. */
    private static final Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

    private NameRules() {}

    /** Why the family refuses the name; empty if it does not. */
    static Optional<String> objection(Family family, String name) {
        return switch (family) {
            case KVM, XEN -> libvirt(name);
            case VSPHERE -> vsphere(name);
            case CONTAINERS -> container(name);
        };
    }

    private static Optional<String> libvirt(String name) {
        if (name.indexOf('/') >= 0) {
            return Optional.of("a name cannot contain '/'");
        }
        if (name.chars().anyMatch(NameRules::isControl)) {
            return Optional.of("a name cannot contain control characters, which XML cannot hold");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_LIBVIRT_BYTES
                ? Optional.empty()
                : Optional.of("a name has at most " + MAX_LIBVIRT_BYTES + " bytes, this one " + bytes);
    }

    private static boolean isControl(int character) {
        return character < ' ' && character != '\t';
    }

    private static Optional<String> vsphere(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= MAX_VSPHERE_LENGTH
                ? Optional.empty()
                : Optional.of("a name has at most " + MAX_VSPHERE_LENGTH + " characters, this one " + length);
    }

    private static Optional<String> container(String name) {
        return CONTAINER.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        "a name is made of at least two of a-z, A-Z, 0-9, '_', '.', '-' and begins with a letter or digit");
    }
}
