/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which names of pools, volumes and networks are refused, since they would mean something else on the way to the host. Immutable. */
final class ResourceNames {
    /** NAME_MAX of Linux is 255 bytes, of which libvirt needs four: definitions are kept in NAME.xml. */
    private static final int MAX_BYTES = 251;

    private ResourceNames() {}

    /** Throws if a thing cannot be made by this name; before anything is made. */
    static String checked(String name, ErrorFactory errors) {
        objection(name).ifPresent(objection -> {
            throw errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, objection);
        });
        return name;
    }

    /** Whether a C string can hold it: another name must not be looked up in its place. */
    static boolean isCString(String name) {
        return name.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    private static Optional<String> objection(String name) {
        if (name.isBlank() || name.equals(".") || name.equals("..")) {
            return Optional.of("a name cannot be empty, '.' or '..'");
        }
        if (name.indexOf('/') >= 0 || name.startsWith("-")) {
            return Optional.of("a name cannot contain '/', nor begin with '-'");
        }
        return isPlain(name)
                ? tooLong(name)
                : Optional.of("a name cannot contain control characters, nor halves of others");
    }

    /** Whether XML and C strings can hold it, on one line. */
    static boolean isPlain(String text) {
        return isCString(text)
                && text.chars().noneMatch(character -> Character.isISOControl(character) || character >= 0xfffe);
    }

    private static Optional<String> tooLong(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_BYTES
                ? Optional.empty()
                : Optional.of("a name has at most " + MAX_BYTES + " bytes, this one " + bytes);
    }
}
