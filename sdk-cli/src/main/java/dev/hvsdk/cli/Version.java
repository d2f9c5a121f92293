/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class Version implements IVersionProvider {
    /** Filled in by the build; on the module path a package has no version to ask for. */
    private static final String RESOURCE = "version.txt";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            String version =
                    in == null ? "of an incomplete build" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new String[] {"hv " + version.strip() + " (Java " + Runtime.version() + ")"};
        }
    }
}
