/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the program ssh is told of files; where it is told nothing, it has its own configuration. */
record SshFiles(@Nullable Path knownHosts, @Nullable Path key) {
    static final SshFiles NONE = new SshFiles(null, null);

    /** A file that is named is the only one: a key that another one knows is not known. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (knownHosts != null) {
            options.addAll(List.of("-o", "UserKnownHostsFile=" + quoted(knownHosts)));
            options.addAll(List.of("-o", "GlobalKnownHostsFile=/dev/null", "-o", "StrictHostKeyChecking=yes"));
        }
        if (key != null) {
            options.addAll(List.of("-i", key.toString(), "-o", "IdentitiesOnly=yes"));
        }
        return options;
    }

    /** As ssh_config(5) has it: the option is a list of files that are separated by spaces. */
    private static String quoted(Path file) {
        return '"' + file.toString().replace("%", "%%") + '"';
    }
}
