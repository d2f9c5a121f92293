/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.CfgValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The options of Xen, as keys of the file of a new guest. Used once. */
final class OptionKeys {
    private final GuestSpec spec;
    private final XenGuestKind kind;
    private final XenOptions options;
    private final ErrorFactory errors;

    OptionKeys(GuestSpec spec, XenGuestKind kind, XenOptions options, ErrorFactory errors) {
        this.spec = spec;
        this.kind = kind;
        this.options = options;
        this.errors = errors;
    }

    CfgFile added(CfgFile file) {
        return withDevices(withMachine(withBootloader(withRoom(file))));
    }

    private CfgFile withRoom(CfgFile file) {
        Optional<MemorySize> memory = options.maxMemory();
        OptionalInt vcpus = options.maxVcpus();
        CfgFile with = memory.isPresent()
                ? file.with("maxmem", CfgValue.of(memory.get().toMebibytes()))
                : file;
        return vcpus.isPresent() ? with.with("maxvcpus", CfgValue.of(vcpus.getAsInt())) : with;
    }

    private CfgFile withBootloader(CfgFile file) {
        Optional<String> bootloader = options.bootloader();
        if (bootloader.isEmpty()) {
            return file;
        } else if (kind == XenGuestKind.HVM || file.find("bootloader").isEmpty()) {
            throw errors.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "a boot loader in dom0 is for PV and PVH guests that boot from a disk, and " + spec.name()
                            + " is none");
        }
        CfgFile with = file.with("bootloader", CfgValue.of(bootloader.get()));
        List<String> arguments = options.bootloaderArguments();
        return arguments.isEmpty() ? with : with.with("bootloader_args", CfgValue.ofTexts(arguments));
    }

    private CfgFile withMachine(CfgFile file) {
        return kind == XenGuestKind.PV || options.hardwareAssistedPaging() ? file : file.with("hap", CfgValue.of(0));
    }

    private CfgFile withDevices(CfgFile file) {
        if (kind != XenGuestKind.HVM) {
            refuseEmulated(options.stubDomain() || options.deviceModel().isPresent(), "device model");
            refuseEmulated(options.vnc() && kind == XenGuestKind.PVH, "screen");
            return options.vnc() ? file.with("vfb", CfgValue.ofTexts(List.of("type=vnc,vnclisten=127.0.0.1"))) : file;
        }
        CfgFile with = options.serialConsole() ? file : file.without("serial");
        with = options.vnc() ? with.with("vnc", CfgValue.of(1)).with("vnclisten", CfgValue.of("127.0.0.1")) : with;
        with = options.stubDomain() ? with.with("device_model_stubdomain_override", CfgValue.of(1)) : with;
        Optional<String> model = options.deviceModel();
        return model.isPresent() ? with.with("device_model_override", CfgValue.of(model.get())) : with;
    }

    private void refuseEmulated(boolean isAsked, String what) {
        if (isAsked) {
            throw errors.remedy("make it of the kind hvm")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT, "a guest of the kind " + kind.id() + " has no " + what);
        }
    }
}
