package io.jenkins.plugins.itgc.jenkins.permission;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;

/** What people may do with recorded deployments; each is implied by Administer. */
public final class ChangeControlPermissions {
    /** The group that all of them belong to. */
    public static final PermissionGroup GROUP =
            new PermissionGroup(ChangeControlPermissions.class, Messages._ChangeControlPermissions_group());

    /** See decisions, what waits and what is owed. */
    public static final Permission VIEW = permission("View", Messages._ChangeControlPermissions_view());

    /** Review emergencies afterwards, and have waiting deployments checked again. */
    public static final Permission REVIEW = permission("Review", Messages._ChangeControlPermissions_review());

    /** Let a blocked deployment go on as an emergency, or turn it down. */
    public static final Permission OVERRIDE = permission("Override", Messages._ChangeControlPermissions_override());

    /** Take records out of Jenkins. */
    public static final Permission EXPORT = permission("Export", Messages._ChangeControlPermissions_export());

    private ChangeControlPermissions() {}

    private static Permission permission(String name, org.jvnet.localizer.Localizable description) {
        return new Permission(GROUP, name, description, Jenkins.ADMINISTER, PermissionScope.JENKINS);
    }

    /** Makes them known before security is configured. */
    @Initializer(before = InitMilestone.SYSTEM_CONFIG_LOADED, fatal = false)
    public static void register() {
        // Loading this class does it.
    }
}
