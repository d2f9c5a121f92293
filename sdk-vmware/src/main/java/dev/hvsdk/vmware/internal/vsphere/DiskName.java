/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Envelope;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of disks: {@code web/web} as volumes, {@code web/web.vmdk} as files, {@code [store] web/web.vmdk} for the server. */
final class DiskName {
    static final String SUFFIX = ".vmdk";
    private static final String FLAT = "-flat";

    /** What the server names its own files beside a disk. */
    private static final Pattern PARTS = Pattern.compile(".*-(flat|delta|sesparse|ctk|rdm|rdmp)", Pattern.DOTALL);

    private DiskName() {}

    /** Empty if the file is none of a disk. */
    static Optional<String> ofFile(String file) {
        return file.endsWith(SUFFIX)
                ? Optional.of(file.substring(0, file.length() - SUFFIX.length()))
                : Optional.empty();
    }

    /** The file of a volume. */
    static String file(String volume) {
        return volume + SUFFIX;
    }

    /** The file of the bytes that a guest sees, which lies beside the one that describes them. */
    static String bytes(String volume) {
        return volume + FLAT + SUFFIX;
    }

    /** Whether a volume can have this name: a path that leads nowhere else. */
    static boolean isPossible(String volume) {
        return Envelope.canHold(volume)
                && volume.chars().noneMatch(Character::isISOControl)
                && Stream.of(volume.split("/", -1))
                        .noneMatch(step -> step.isBlank() || step.equals(".") || step.equals(".."))
                && volume.indexOf('\\') < 0
                && !PARTS.matcher(volume).matches();
    }

    static void requireNew(String volume, ErrorFactory about) {
        if (volume.endsWith(SUFFIX)) {
            throw about.remedy("leave " + SUFFIX + " away: the file has it, the volume does not")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "the name ends as that of a file");
        }
        if (!isPossible(volume)) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "the name is no path in a datastore");
        }
    }
}
