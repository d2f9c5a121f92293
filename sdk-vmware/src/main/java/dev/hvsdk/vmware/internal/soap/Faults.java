/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;

/** Which of the eight errors a fault of vSphere is: vSphere Web Services API Reference, each type's own page. */
public final class Faults {
    private Faults() {}

    /** The error that the SDK's user gets. */
    public static HypervisorException error(SoapFault fault, ErrorFactory about) {
        ErrorFactory with = about.nativeError(new NativeError("vim25", fault.type(), fault.text()));
        ErrorFactory errors = fault.isTransient() ? with.asTransient() : with;
        String text = fault.text();
        return switch (fault.type()) {
            case "InvalidLogin" ->
                errors.remedy(
                                "see whether user and password are right; it is not tried again, since accounts get locked")
                        .permissionDenied("the login was refused");
            case "NotAuthenticated" -> errors.permissionDenied("the session is no more");
            case "NoPermission" -> errors.permissionDenied(permission(fault));
            case "RestrictedVersion", "RestrictedByAdministrator", "LicenseRestricted", "LicenseExpired" ->
                errors.remedy("the licence of ESXi without vCenter lets nothing be changed from outside")
                        .permissionDenied("the host's licence does not allow it: " + text);
            case "ManagedObjectNotFound", "NotFound", "FileNotFound", "InvalidDatastore", "InvalidDatastorePath" ->
                errors.notFound(text);
            case "DuplicateName", "AlreadyExists", "FileAlreadyExists", "ResourceInUse", "FileLocked", "DeviceInUse" ->
                errors.conflict(text);
            case "InvalidPowerState" -> errors.wrongState(powerState(fault));
            case "TaskInProgress" -> errors.wrongState("the host still works at another task of it");
            case "InvalidState", "SnapshotLocked", "QuestionPending" -> errors.wrongState(text);
            case "ToolsUnavailable" ->
                errors.remedy("start VMware Tools in the guest, or stop it without asking")
                        .unsupported(Support.Reason.MISSING_SOFTWARE, "VMware Tools do not run in the guest");
            case "InvalidGuestLogin", "GuestPermissionDenied", "GuestAuthenticationChallenge" ->
                errors.permissionDenied("the guest refused the login, or what its user wants: " + text);
            case "GuestOperationsUnavailable" ->
                errors.remedy("start VMware Tools in the guest")
                        .unsupported(Support.Reason.MISSING_SOFTWARE, "VMware Tools do not answer in the guest");
            case "OperationDisabledByGuest" ->
                errors.unsupported(
                        Support.Reason.HOST_MISCONFIGURED, "VMware Tools of the guest are set up not to do it");
            case "GuestProcessNotFound" -> errors.notFound("the guest has no such process");
            case "NotSupported", "NotImplemented", "NotEnoughLicenses", "MethodNotFound" ->
                errors.unsupported(Support.Reason.NOT_IMPLEMENTED, text);
            case "HostCommunication", "HostNotConnected", "HostNotReachable", "NoConnection" ->
                errors.unreachable(text);
            case "Timedout", "RequestCanceled" -> errors.timedOut(text);
            default -> other(fault, errors);
        };
    }

    private static HypervisorException other(SoapFault fault, ErrorFactory errors) {
        // The simulator says so, and servers that are older than the method.
        boolean isUnknown =
                fault.text().contains("does not implement") || fault.text().contains("unknown method");
        return isUnknown ? errors.unsupported(Support.Reason.TOO_OLD, fault.text()) : errors.hostFailure(fault.text());
    }

    private static String permission(SoapFault fault) {
        return fault.detail()
                .text("privilegeId")
                .map(privilege -> "the user lacks the privilege " + privilege)
                .orElse("the user lacks a privilege");
    }

    private static String powerState(SoapFault fault) {
        return fault.detail()
                .text("existingState")
                .map(state -> "it is " + state + " already, or not as this wants it")
                .orElse(fault.text());
    }
}
