package bot

func (b *Bot) addSettingsControls(map[string]controlHandler) {}
