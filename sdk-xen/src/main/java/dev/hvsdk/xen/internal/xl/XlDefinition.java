/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.Definition;
import dev.hvsdk.xen.internal.options.XenKinds;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The file of a new guest. Used once. */
final class XlDefinition {
    /** The name is that of a file, too. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@+-]{0,199}");

    private final GuestSpec spec;
    private final ErrorFactory errors;
    private final HostFacts host;

    /**
     * Of this specification.
     *
     * @param host what the host can
     */
    XlDefinition(GuestSpec spec, ErrorFactory errors, HostFacts host) {
        this.spec = spec;
        this.errors = errors;
        this.host = host;
    }

    CfgFile file() {
        if (!NAME.matcher(spec.name()).matches()) {
            throw errors.remedy("use letters, digits, and _ . @ + - after the first")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "no file of a guest can have this name");
        }
        XenOptions options = XenKinds.options(spec, errors);
        XenGuestKind kind = XenKinds.kind(spec, options, offered(), errors);
        CfgFile plain = Definition.of(spec, kind, errors);
        return new OptionKeys(spec, kind, options, errors).added(plain);
    }

    private Set<XenGuestKind> offered() {
        return host.find("xen_caps").orElse("").contains("hvm-")
                ? EnumSet.allOf(XenGuestKind.class)
                : EnumSet.of(XenGuestKind.PV);
    }
}
