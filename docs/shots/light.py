"""Discord's light theme, for a page that knows the dark one only."""

LIGHT = """
:root {
    color-scheme: light;
    background: #ffffff;
    color: #313338;
    --discord-bg: #ffffff;
    --discord-surface: #f2f3f5;
    --discord-elevated: #e3e5e8;
    --discord-control: #ebedef;
    --discord-text: #313338;
    --discord-muted: #5c5e66;
    --discord-subtle: #4e5058;
    --discord-border: #d9dadd;
    --component-surface: #ffffff;
    --component-border: #d9dadd;
    --control-border: #d9dadd;
    --chip-surface: #ebedef;
    --list-surface: #ffffff;
    --input-surface: #ebedef;
    --input-placeholder: #5c5e66;
    --entity-text: #4e5058;
    --entity-dim: #5c5e66;
    --button-secondary-surface: #e0e1e5;
    --link-text: #006ce7;
    --code-surface: #f2f3f5;
    --code-text: #313338;
}
.preview-stage, .channel-view, .channel-messages { background: #ffffff !important; }
.channel-message:hover, .channel-message:focus-within {
    background: transparent; --button-secondary-surface: #e0e1e5;
}
.message-content, .component-container { color: #313338 !important; }
.button-style-2, .button-style-5, .button-style-6 { color: #313338 !important; }
"""
