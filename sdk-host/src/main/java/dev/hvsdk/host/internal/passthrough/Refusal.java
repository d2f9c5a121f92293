/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why the kernel did not take a step. It answers a write to sysfs with no more than a number, so that the reason is found by
 * reading what stood in the way. Immutable.
 */
final class Refusal {
    /** The texts of strerror(3) by which the JDK passes the number on, in the C locale. */
    private static final Map<String, String> NAMES = Map.of(
            "Device or resource busy", "EBUSY",
            "Numerical result out of range", "ERANGE",
            "No such file or directory", "ENOENT",
            "Operation not permitted", "EPERM",
            "Permission denied", "EACCES",
            "Invalid argument", "EINVAL",
            "No such device", "ENODEV",
            "File exists", "EEXIST",
            "No space left on device", "ENOSPC");

    private final Step step;
    private final @Nullable IOException cause;
    private final @Nullable String state;
    private final @Nullable String driver;
    private final int total;
    private final int now;

    /**
     * Of a step, read before anything is taken back; {@code cause} is null where the kernel did not complain and yet it is not
     * as it has to be.
     */
    Refusal(HostFiles files, Step step, @Nullable IOException cause) {
        this.step = step;
        this.cause = cause;
        this.state = step.attribute().read(files, step.subject());
        this.driver = Attribute.DRIVER.read(files, step.subject());
        this.total = number(files, step, "sriov_totalvfs");
        this.now = number(files, step, "sriov_numvfs");
    }

    private static int number(HostFiles files, Step step, String attribute) {
        String text = Sysfs.text(files, Sysfs.function(step.subject()) + "/" + attribute);
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** The error; {@code consequence} is what became of the steps before. */
    HypervisorException error(ErrorFactory context, String consequence) {
        ErrorFactory errors = cause == null ? context : context.cause(cause).nativeError(nativeError(cause));
        if (cause instanceof HangingWriteException) {
            return errors.remedy("take the device from whoever uses it; then undo")
                    .timedOut(cause.getMessage() + consequence);
        }
        if (cause instanceof AccessDeniedException) {
            return errors.remedy("run as root").permissionDenied("no permission to " + step + consequence);
        }
        if (cause instanceof NoSuchFileException) {
            return errors.remedy("plan it again").conflict("there is no " + step.path() + " any more" + consequence);
        }
        return step.attribute() == Attribute.VIRTUAL_FUNCTIONS
                ? ofVirtualFunctions(errors, consequence)
                : errors.hostFailure(happened() + consequence);
    }

    private HypervisorException ofVirtualFunctions(ErrorFactory errors, String consequence) {
        String address = step.subject();
        if (driver == null) {
            return errors.remedy("return it to the host's driver first")
                    .wrongState("no driver is bound to " + address + ", and only a driver makes virtual functions"
                            + consequence);
        }
        if (Integer.parseInt(step.value()) > total) {
            return errors.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    address + " has at most " + total + " virtual functions" + consequence);
        }
        return now > 0 && !step.value().equals("0")
                ? errors.remedy("set it to 0 first")
                        .conflict(address + " is busy: it has " + now
                                + " virtual functions, and the kernel takes another number only after 0" + consequence)
                : errors.hostFailure(happened() + consequence);
    }

    private String happened() {
        if (cause != null) {
            return "the kernel refuses to " + step + ": " + cause.getMessage();
        }
        return "after '" + step + "' the " + step.attribute().id() + " of " + step.subject() + " is "
                + (state == null ? "none" : state) + " and not " + (step.after() == null ? "none" : step.after())
                + "; the kernel's log may say why";
    }

    private static NativeError nativeError(IOException cause) {
        String text = String.valueOf(cause.getMessage());
        return new NativeError("Linux", NAMES.getOrDefault(text, ""), text);
    }
}
